package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.host.BundleInspection;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run leaves one server as a zip and comes to another, which has a database of its own.
@Tag("browser")
class TransferStoryTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @TempDir static Path folder;

    private record Taken(Path zip, JsonNode samples, JsonNode curves, Map<String, String> files) {}

    @Test void aRunGoesFromOneServerToAnotherAndIsForkedThere() throws IOException {
        var taken = leave();
        var data = folder.resolve("there");
        try (var there = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1"); var browser = new Browser()) {
            var ada = Visitor.first(there);
            var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
            var shapes = ada.dataSet(project, "Painted shapes");
            var page = browser.open(1280, 900, ColorScheme.LIGHT);
            Browser.signIn(page, there, "ada@example.org", "/queue");
            refuse(page, there);
            bring(page, taken.zip());

            var run = ada.get("/api/v1/runs/1").body();
            assertThat(run.get("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(run.get("settings").get("imageSize").asInt()).isEqualTo(8);
            assertThat(run.get("facts")).as("the environment").isNotEmpty();
            assertThat(ada.get("/api/v1/runs/1/samples").body()).isEqualTo(taken.samples()).isNotEmpty();
            assertThat(ada.get("/api/v1/runs/1/curves?points=1000").body()).isEqualTo(taken.curves()).isNotEmpty();
            assertThat(files(data.resolve("runs").resolve(run.get("id").asText()))).isEqualTo(taken.files()).hasSizeGreaterThan(3);
            assertThat(ada.get("/api/v1/runs/1/origin").body().get("launchedBy").asText()).isEqualTo("Ada");
            assertThat(ada.get("/api/v1/runs/1/origin").body().get("hasPlugin").asBoolean()).isTrue();
            assertThat(ada.post("/api/v1/runs/1/resume", Map.of()).status()).isEqualTo(409);

            look(browser, page, there);
            fork(ada, project, shapes);
            assertThat(browser.troubles().stream().filter(trouble -> !trouble.contains("400")).toList()).as("but what was refused").isEmpty();
        }
    }

    /// Trains, and takes the run away.
    private static Taken leave() throws IOException {
        var data = folder.resolve("here");
        try (var here = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1")) {
            var ada = Visitor.first(here);
            var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
            var launched = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"), "name", "Travelling shapes",
                    "settings", TINY, "training", Map.of("steps", 40, "batchSize", 4, "sampleEvery", 20, "checkpointEvery", 20, "reportEvery", 1)));
            assertThat(launched.status()).as(launched.toString()).isEqualTo(201);
            var run = ada.await("/api/v1/runs/1", now -> List.of("SUCCEEDED", "FAILED").contains(now.get("state").asText()));
            assertThat(run.get("state").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
            var zip = Files.write(folder.resolve("gannet-run-1.zip"), ada.bytes("/api/v1/runs/1/export"));
            var files = files(data.resolve("runs").resolve(run.get("id").asText()));
            files.keySet().removeIf(name -> name.startsWith("checkpoints/") && !name.startsWith("checkpoints/40/"));
            return new Taken(zip, ada.get("/api/v1/runs/1/samples").body(), ada.get("/api/v1/runs/1/curves?points=1000").body(), files);
        }
    }

    private static Map<String, String> files(Path run) throws IOException {
        var hashes = new TreeMap<String, String>();
        for (var part : List.of("samples", "checkpoints")) {
            try (var all = Files.walk(run.resolve(part))) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    hashes.put(run.relativize(file).toString(), BundleInspection.sha256(file));
                }
            }
        }
        return hashes;
    }

    private static void refuse(Page page, Workbench there) throws IOException {
        var junk = Files.writeString(folder.resolve("junk.zip"), "This is no zip at all, and nobody will take it for one.");
        page.navigate(there.at("/runs").toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import a run…")).click();
        page.getByLabel("The run's zip").setInputFiles(junk);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import").setExact(true)).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is no run that can be imported.");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("It is damaged");
        Browser.shoot(page, "transfer-refused");
    }

    private static void bring(Page page, Path zip) {
        page.getByLabel("The run's zip").setInputFiles(zip);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import").setExact(true)).click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/1"));
        assertThat(page.locator("h1")).containsText("Travelling shapes");
        assertThat(page.locator(".origin")).containsText("It is run 1 of another Gannet, launched there by Ada");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume"))).not().isVisible();
        assertThat(page.getByText("Export…")).isVisible();
    }

    private static void look(Browser browser, Page page, Workbench there) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var other = browser.open(width, width == 390 ? 844 : 900, scheme, page);
                other.navigate(there.at("/runs/1").toString());
                assertThat(other.locator(".origin")).isVisible();
                assertThat(other.locator("gannet-samples canvas.now")).isVisible();
                assertThat((boolean) other.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("nothing is wider than the page").isTrue();
                Browser.shoot(other, "transfer-run-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                other.context().close();
            }
        }
    }

    private static void fork(Visitor ada, String project, String shapes) {
        var fork = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "settings", TINY,
                "training", Map.of("steps", 60, "batchSize", 4, "sampleEvery", 20, "checkpointEvery", 20), "from", Map.of("run", 1, "step", 40)));
        assertThat(fork.status()).as(fork.toString()).isEqualTo(201);
        var ended = ada.await("/api/v1/runs/2", now -> List.of("SUCCEEDED", "FAILED").contains(now.get("state").asText()));
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("step").asLong()).isEqualTo(60);
    }
}
