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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The road of a fork over REST and from page to page, with the real server, database, framework and workers.
class ForkStoryTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final Map<String, Object> TRAINING = Map.of("steps", 60, "batchSize", 4, "seed", 5, "reportEvery", 1, "sampleEvery", 1000, "checkpointEvery", 20);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Visitor ada;
    private static String project;
    private static String shapes;
    private static JsonNode parent;

    @BeforeAll static void open() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "2", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        shapes = ada.dataSet(project, "Painted shapes");
        var launched = launch(TINY, TRAINING, null);
        assertThat(launched.status()).as(launched.toString()).isEqualTo(201);
        parent = ended(launched.body());
    }

    @AfterAll static void close() { workbench.close(); }

    @Test void aForkThatChangesNothingEndsBitEqual() throws IOException {
        var answer = launch(TINY, TRAINING, 20L);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.body().get("name").asText()).startsWith("Run 1 from step 20");

        var fork = ended(answer.body());

        assertThat(fork.get("step").asLong()).isEqualTo(60);
        assertThat(fork.get("from").get("run").asLong()).isEqualTo(1);
        assertThat(fork.get("from").get("step").asLong()).isEqualTo(20);
        var ours = files(fork).weights(60);
        assertThat(ours).isNotEmpty().isEqualTo(files(parent).weights(60));
        var values = files(fork).values();
        assertThat(values).hasSize(40);
        assertThat(files(parent).values()).containsAll(values);
    }

    @Test void aForkGoesOnWithOtherSettingsAfterItsParentsCheckpointIsGone() throws IOException {
        var settings = new HashMap<>(TINY);
        settings.put("learningRate", 0.002);
        var answer = launch(settings, Map.of("steps", 80, "batchSize", 4, "seed", 5, "reportEvery", 1, "sampleEvery", 1000, "checkpointEvery", 20), 40L);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var number = answer.body().get("number").asLong();

        var fork = ended(answer.body());

        assertThat(fork.get("step").asLong()).isEqualTo(80);
        var own = data.resolve("runs").resolve(fork.get("id").asText());
        try (var kept = Files.list(own.resolve("from"))) {
            assertThat(kept.map(path -> path.getFileName().toString())).containsExactly("40");
        }
        var second = launch(settings, Map.of("steps", 100, "batchSize", 4, "seed", 5), new Fork(number, 60));
        assertThat(second.status()).as(second.toString()).isEqualTo(201);
        var lineage = ada.get("/api/v1/runs/1/lineage").body().get("members");
        var child = StreamSupport.stream(lineage.spliterator(), false).filter(run -> run.get("number").equals(second.body().get("number"))).findFirst().orElseThrow();
        assertThat(child.get("depth").asInt()).isEqualTo(2);
        assertThat(child.get("from").get("run").asLong()).isEqualTo(number);
        assertThat(lineage.get(0).get("number").asLong()).isEqualTo(1);
        assertThat(lineage.get(0).get("depth").asInt()).isZero();
        ended(second.body());
    }

    @Test void whatCannotGoOnIsRefusedWithTheReason() {
        var wider = new HashMap<>(TINY);
        wider.put("width", 8);
        assertThat(problems(launch(wider, TRAINING, 20L))).containsExactly(
                "width: Width must stay 4, as in run 1: its networks were made with it. Put it back, or launch a new run.");
        assertThat(problems(launch(TINY, TRAINING, 21L))).containsExactly("from: Run 1 has no checkpoint of step 21 any more; choose one of those that it keeps.");
        assertThat(problems(launch(TINY, Map.of("steps", 20, "batchSize", 4), 20L))).containsExactly(
                "steps: It goes on from step 20, so it needs more steps in all than that, not 20.");
        assertThat(problems(launch(TINY, TRAINING, new Fork(4711, 20)))).containsExactly("from: There is no run 4711, or it is not shared with you.");
        assertThat(problems(launch(TINY, TRAINING, -1L))).containsExactly("from: Run 1 has no checkpoint of step -1 any more; choose one of those that it keeps.");
    }

    @Tag("browser")
    @Test void theTreeLeadsFromAForksPageToItsParentsAndBack() {
        var settings = new HashMap<>(TINY);
        settings.put("learningRate", 0.002);
        var answer = launch(settings, Map.of("steps", 1_000_000, "batchSize", 4, "reportEvery", 1, "sampleEvery", 10, "checkpointEvery", 1_000_000), 20L);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var address = "/runs/" + answer.body().get("number").asLong();
        var fork = ada.await("/api/v1" + address, now -> now.get("step").asLong() > 40);
        try (var browser = new Browser()) {
            var page = browser.open(1280, 900, ColorScheme.LIGHT);
            Browser.signIn(page, workbench, "ada@example.org", address + "?step=30");
            shows(page, fork, 30);
            page.evaluate("window.sameDocument = true");

            page.locator(".family a[href='runs/1']").click();
            assertThat(page).hasURL(Pattern.compile(".*/runs/1$"));
            shows(page, parent, 60);
            assertThat(page.locator("gannet-checkpoints")).containsText("40");
            assertThat(page.locator(".run-settings")).not().containsText("which it was forked from");
            assertThat(button(page, "Stop")).not().isVisible();
            Browser.shoot(page, "fork-parent");

            page.goBack();
            assertThat(page).hasURL(Pattern.compile(".*" + address + "\\?step=30$"));
            shows(page, fork, 30);
            assertThat(page.locator(".run-settings")).containsText("Changed from run 1, which it was forked from:");
            Browser.shoot(page, "fork-back");
            button(page, "Stop").click();
            assertThat(button(page, "Resume")).isVisible();
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(browser.troubles()).isEmpty();
        }
        ada.await("/api/v1" + address, now -> now.get("state").asText().equals("STOPPED"));
    }

    private static void shows(Page page, JsonNode run, long step) {
        assertThat(page).hasTitle("Run " + run.get("number") + " · Gannet");
        assertThat(page.locator("h1")).hasText(run.get("name").asText());
        assertThat(page.locator("gannet-step [role=slider]")).hasAttribute("aria-valuetext", "Step %d of %,d".formatted(step, run.get("steps").asLong()));
        assertThat(page.locator("gannet-samples .under").first()).containsText("at step " + step);
    }

    private static Locator button(Page page, String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private record Fork(long run, long step) {}

    private static Visitor.Answer launch(Map<String, Object> settings, Map<String, Object> training, long step) {
        return launch(settings, training, new Fork(1, step));
    }

    private static Visitor.Answer launch(Map<String, Object> settings, Map<String, Object> training, @Nullable Fork from) {
        var body = new HashMap<String, Object>(Map.of("variant", "dcgan", "dataSet", shapes, "settings", settings, "training", training));
        if (from != null) {
            body.put("from", from);
        }
        return ada.post("/api/v1/projects/" + project + "/experiments", body);
    }

    private static List<String> problems(Visitor.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        return StreamSupport.stream(answer.body().get("problems").spliterator(), false)
                .map(problem -> problem.get("where").asText() + ": " + problem.get("message").asText()).toList();
    }

    private static JsonNode ended(JsonNode run) {
        var now = ada.await("/api/v1/runs/" + run.get("number").asLong(), one -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(one.get("state").asText()));
        assertThat(now.get("state").asText()).as(now.toString()).isEqualTo("SUCCEEDED");
        return now;
    }

    private static RunFiles files(JsonNode run) { return new RunFiles(data.resolve("runs").resolve(run.get("id").asText())); }
}
