package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory that is forecast before a launch, over REST, in the queue and in the launch form.
class ForecastStoryTest {
    /// More than any machine has.
    private static final Map<String, Object> HUGE = Map.of("imageSize", 256, "width", 256);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Visitor ada;

    @BeforeAll static void open() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        ada.post("/api/v1/queue/hold", Map.of());
    }

    @AfterAll static void close() { workbench.close(); }

    @Test void countsTheWeightsOfThePaperAndGrowsWithTheBatch() {
        var small = forecast(Map.of(), Map.of("batchSize", 128, "precision", "FLOAT32"));
        var large = forecast(Map.of(), Map.of("batchSize", 256, "precision", "FLOAT32"));

        // 3,576,704 and 2,765,568 parameters of DCGAN at 64 pixels, 4 bytes each, and Adam's two numbers for each
        assertThat(small.get("weights").asLong()).isBetween((3_576_704L + 2_765_568L) * 4 >> 20, ((3_576_704L + 2_765_568L) * 4 >> 20) + 2);
        assertThat(small.get("optimizers").asLong()).isBetween((3_576_704L + 2_765_568L) * 8 >> 20, ((3_576_704L + 2_765_568L) * 8 >> 20) + 2);
        assertThat(small.get("networks")).extracting(network -> network.get("name").asText()).containsExactly("generator", "discriminator");
        assertThat(large.get("activations").asLong()).isBetween(2 * small.get("activations").asLong() - 2, 2 * small.get("activations").asLong());
    }

    @Test void theBatchThatFitsIsTheLargest() {
        var place = forecast("cyclegan", Map.of(), Map.of("batchSize", 4096)).get("places").get(0);
        int fits = place.get("batch").asInt();

        assertThat(place.get("fits").asBoolean()).isFalse();
        assertThat(forecast("cyclegan", Map.of(), Map.of("batchSize", fits)).get("places").get(0).get("fits").asBoolean()).isTrue();
        assertThat(forecast("cyclegan", Map.of(), Map.of("batchSize", fits + 1)).get("places").get(0).get("fits").asBoolean()).isFalse();
    }

    @Test void saysEverythingThatIsWrong() {
        var answer = ada.post("/api/v1/variants/dcgan/forecast", Map.of("settings", Map.of("imageSize", 100), "training", Map.of("batchSize", 0)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("problems")).extracting(problem -> problem.get("where").asText()).containsExactly("batchSize", "imageSize");
    }

    @Test void aRunNeedsWhatWasForecastAndALargeOneIsStillLaunched() {
        var training = Map.<String, Object>of("batchSize", 16, "steps", 1_000_000);
        assertThat(launched(Map.of(), training).get("needs").get("hostMemory").asLong()).isEqualTo(forecast(Map.of(), training).get("hostMemory").asLong());

        var machine = forecast(Map.of(), training).get("places").get(0).get("memory").asLong();
        assertThat(launched(HUGE, Map.of("batchSize", 4096)).get("needs").get("hostMemory").asLong()).isEqualTo(machine);
    }

    @Tag("browser")
    @Test void theFormSaysWhichBatchFitsAndTakesIt() {
        try (var browser = new Browser()) {
            var page = browser.open(1280, 900, ColorScheme.LIGHT);
            Browser.signIn(page, workbench, "ada@example.org", "/launch/cyclegan?batchSize=4096");
            assertThat(page.locator(".memory.full")).isVisible();
            assertThat(page.locator(".memory .bad")).containsText("Needs");
            Browser.shoot(page, "memory-full");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Take batch \\d+"))).click();

            assertThat(page.locator(".memory.full")).hasCount(0);
            assertThat(page.locator(".memory .hint")).containsText("fits");
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : List.of(1280, 390)) {
                    var other = browser.open(width, 900, scheme, page);
                    other.navigate(workbench.address().resolve("/launch/cyclegan").toString());
                    assertThat(other.locator(".memory .parts > *").first()).isVisible();
                    other.waitForLoadState(LoadState.NETWORKIDLE);
                    other.locator(".memory").scrollIntoViewIfNeeded();
                    Browser.shoot(other, "memory-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                }
            }
        }
    }

    private static JsonNode forecast(Map<String, Object> settings, Map<String, Object> training) { return forecast("dcgan", settings, training); }

    private static JsonNode forecast(String variant, Map<String, Object> settings, Map<String, Object> training) {
        var answer = ada.post("/api/v1/variants/" + variant + "/forecast", Map.of("settings", settings, "training", training));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    /// Its job.
    private static JsonNode launched(Map<String, Object> settings, Map<String, Object> training) {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        var answer = ada.post("/api/v1/projects/" + project + "/experiments",
                Map.of("variant", "dcgan", "dataSet", shapes, "settings", settings, "training", training));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var number = answer.body().get("number").asLong();
        var jobs = ada.get("/api/v1/queue").body().get("jobs");
        return StreamSupport.stream(jobs.spliterator(), false).filter(job -> job.get("run").asLong() == number).findFirst().orElseThrow();
    }
}
