package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run is over: one of its checkpoints gets a name, its pictures leave as a film, and what the rules do not keep goes. Each
/// part goes on where the one before it ended, so it is one test.
@Tag("browser")
class RetentionStoryTest {
    private static final Map<String, Object> TRAINING = Map.of("steps", 60, "batchSize", 4, "reportEvery", 10, "sampleEvery", 10, "checkpointEvery", 10);

    @TempDir static Path folder;
    private static Workbench workbench;
    private static Visitor ada;
    private static Browser browser;
    private static Page page;
    private static JsonNode run;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(folder.resolve("data"), "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var launched = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"),
                "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4), "training", TRAINING));
        assertThat(launched.status()).as(launched.toString()).isEqualTo(201);
        run = ada.await("/api/v1/runs/1", now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
        assertThat(run.get("state").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
        browser = new Browser();
        page = browser.open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterAll static void stop() {
        Browser.shoot(page, "retention-last");
        browser.close();
        workbench.close();
    }

    @Test void aRunIsOver() throws IOException {
        Browser.signIn(page, workbench, "ada@example.org", "/runs/1");
        assertThat(steps()).containsExactly(40L, 50L, 60L);
        aCheckpointGetsANameByKeysAlone();
        thePicturesLeaveAsAFilm();
        whatTheRulesDoNotKeepIsShownAndGoes();
        samplesAreThinnedAsWell();
        everythingIsGoodToLookAt();
        assertThat(browser.troubles()).isEmpty();
    }

    private static void aCheckpointGetsANameByKeysAlone() {
        var keep = page.locator("[data-keep='40']");
        keep.focus();
        page.keyboard().press("Enter");
        page.keyboard().type("paper");
        page.keyboard().press("Enter");

        assertThat(keep).hasText("★ paper");
        assertThat(ada.get("/api/v1/runs/1/checkpoints/kept").body().get(0).get("tag").asText()).isEqualTo("paper");
    }

    private static void thePicturesLeaveAsAFilm() throws IOException {
        button("Film").click();
        Browser.shoot(page, "film-menu");
        var download = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Whole sheets through time")).click());
        assertThat(download.suggestedFilename()).isEqualTo("run-1.gif");

        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(download.path().toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(ada.get("/api/v1/runs/1/samples").body().size());
            assertThat(reader.getWidth(0)).isEqualTo(512);
        } finally {
            reader.dispose();
        }
    }

    private static void whatTheRulesDoNotKeepIsShownAndGoes() {
        page.navigate(workbench.at("/storage").toString());
        assertThat(page.getByText("On the disk")).isVisible();
        Browser.shoot(page, "storage-before");
        page.getByLabel("Runs that ended before").fill("0");
        page.getByLabel("The newest").fill("1");
        button("Save the rules").click();
        assertThat(page.getByText("The rules are saved.")).isVisible();
        button("Show what would be deleted").click();
        assertThat(page.locator(".doomed tbody tr")).hasCount(1);
        assertThat(page.locator(".doomed tbody tr")).containsText("50");
        assertThat(steps()).as("shown, not deleted").containsExactly(40L, 50L, 60L);
        Browser.shoot(page, "storage-light");
        button("Delete these now…").click();
        page.getByRole(AriaRole.ALERTDIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true)).click();

        assertThat(page.getByText("Deleted 1 checkpoint")).isVisible();
        assertThat(page.getByText("Nothing: the rules keep everything there is.")).isVisible();
        assertThat(page.locator(".disk tbody tr")).hasCount(1);
        assertThat(steps()).containsExactly(40L, 60L);
        assertThat(folder.resolve("data/runs").resolve(run.get("id").asText()).resolve("checkpoints/50")).doesNotExist();
        assertThat(ada.get("/api/v1/runs/1/history").body().toString()).contains("Retention deleted the checkpoint of step 50, by Ada.");
    }

    private static void samplesAreThinnedAsWell() {
        int before = samples();
        assertThat(before).isGreaterThan(2);
        page.getByLabel("Samples").fill("2");
        button("Save the rules").click();
        button("Show what would be deleted").click();
        assertThat(page.locator(".doomed tbody tr")).containsText((before - 2) + " of " + before);
        assertThat(samples()).as("shown, not deleted").isEqualTo(before);
        Browser.shoot(page, "storage-samples");
        button("Delete these now…").click();
        page.getByRole(AriaRole.ALERTDIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true)).click();

        assertThat(page.getByText(Pattern.compile("^Deleted " + (before - 2) + " samples, "))).isVisible();
        assertThat(samples()).isEqualTo(2);
    }

    private static int samples() { return ada.get("/api/v1/runs/1/samples").body().size(); }

    private static void everythingIsGoodToLookAt() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var other = browser.open(width, 900, scheme, page);
                other.navigate(workbench.at("/storage").toString());
                assertThat(other.locator(".disk tbody tr")).hasCount(1);
                assertThat((Boolean) other.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("fits into %d pixels", width).isTrue();
                other.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "storage-" + width + "-" + scheme + ".png")).setFullPage(true));
                other.navigate(workbench.at("/runs/1").toString());
                assertThat(other.locator("[data-keep='40']")).hasText("★ paper");
                other.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "kept-" + width + "-" + scheme + ".png")).setFullPage(true));
                other.context().close();
            }
        }
    }

    private static List<Long> steps() {
        return StreamSupport.stream(ada.get("/api/v1/runs/1/checkpoints").body().spliterator(), false).map(each -> each.get("step").asLong()).sorted().toList();
    }

    private static Locator button(String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }
}
