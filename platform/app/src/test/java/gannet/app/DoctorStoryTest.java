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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are made ill, and one that is not, with the real server, database and workers, as a person meets them.
@Tag("browser")
class DoctorStoryTest {
    private static final Map<String, Object> SMALL = Map.of("imageSize", 16, "width", 16, "latentSize", 16);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static String project;
    private static String shapes;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "2", "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        shapes = ada.dataSet(project, "Painted shapes");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void anIllRunIsToldOfLiveAndItsForkHasWhatMayHelp() {
        long healthy = launch(Map.of(), 200);
        long ill = launch(Map.of("learningRate", 0), 4000);
        var page = signedIn();
        visit(page, "/runs/" + ill);

        var doctor = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Doctor"));
        assertThat(doctor).containsText("not learn since step 0");
        show(doctor);
        assertThat(doctor).containsText("have kept the length");
        Browser.shoot(page, "doctor-light");
        var way = doctor.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("with Learning rate")));
        assertThat(way).hasText("Launch again with Learning rate 0.0002…");

        // by keyboard alone
        doctor.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dismiss")).first().press("Enter");
        assertThat(doctor.getByText("dismissed by Ada")).hasCount(1);
        if (!doctor.getByText("dismissed by Ada").isVisible()) { // folded while another one is open
            doctor.locator("summary").press("Enter");
        }
        doctor.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Mind it again")).press("Enter");
        assertThat(doctor.getByText("dismissed by Ada")).hasCount(0);
        doctor.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show evidence")).first().press("Enter");
        assertThat(page.getByText("Show the whole run")).isVisible();
        way.press("Enter");
        page.waitForURL(Pattern.compile(".*/launch/dcgan\\?.*learningRate=0\\.0002.*"));
        assertThat(page.getByLabel("Learning rate")).hasValue("0.0002");
        ada.post("/api/v1/runs/" + ill + "/stop", Map.of());

        anOverwhelmedRunIsForkedFromBefore(page);
        aHealthyRunHasNone(page, healthy);
        visit(page, "/runs");
        assertThat(markOf(page, ill)).hasAttribute("aria-label", Pattern.compile("^The doctor: .+"));
        Browser.shoot(page, "doctor-runs");
        assertThat(markOf(page, healthy)).hasCount(0);
        assertThat(browser.troubles()).isEmpty();
    }

    private static Locator markOf(Page page, long run) {
        var name = page.locator(".run-table .name").filter(new Locator.FilterOptions().setHas(page.locator("a[href='runs/" + run + "']")));
        assertThat(name).isVisible();
        return name.locator(".finding-mark");
    }

    /// A discriminator that takes forty times the generator's steps; the fork takes fewer, from a checkpoint before it had won.
    private static void anOverwhelmedRunIsForkedFromBefore(Page page) {
        long run = launch(Map.of("discriminatorRatio", 40, "learningRate", 0.00002), 200);
        over(run);
        assertThat(rules(run)).contains("discriminator-too-strong");
        visit(page, "/runs/" + run);
        var doctor = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Doctor"));
        var way = doctor.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^(Fork from [\\d,]+|Launch again) with Discriminator ratio 10…")));
        assertThat(way).isVisible();
        Browser.shoot(page, "doctor-strong-light");
        boolean forks = way.textContent().startsWith("Fork"); // only where a checkpoint is older than the trouble
        way.click();
        assertThat(page.getByText("A fork: goes on from")).hasCount(forks ? 1 : 0);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Launch"))).click();
        page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
        var fork = ada.get("/api/v1/runs/" + page.url().replaceAll(".*/runs/(\\d+).*", "$1")).body();
        assertThat(fork.get("settings").get("discriminatorRatio").asDouble()).isEqualTo(10);
        if (forks) {
            assertThat(fork.get("from").get("run").asLong()).isEqualTo(run);
        }
    }

    private static void aHealthyRunHasNone(Page page, long run) {
        over(run);
        assertThat(rules(run)).isEmpty();
        visit(page, "/runs/" + run);
        assertThat(page.getByText("The doctor found nothing wrong")).isVisible();
        Browser.shoot(page, "doctor-none-light");
    }

    private static List<String> rules(long run) {
        return StreamSupport.stream(ada.get("/api/v1/runs/" + run + "/findings").body().spliterator(), false).map(finding -> finding.get("rule").asText()).toList();
    }

    /// What comes while the page is open waits in its line.
    private static void show(Locator doctor) {
        var line = doctor.getByRole(AriaRole.BUTTON).first();
        while (line.getAttribute("aria-expanded").equals("false")) { // the page may open it in the same moment
            line.press("Enter");
        }
    }

    private static long launch(Map<String, Object> changes, long steps) {
        var settings = new HashMap<>(SMALL);
        settings.putAll(changes);
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "settings", settings, "training", training(steps)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().get("number").asLong();
    }

    private static Map<String, Object> training(long steps) {
        return Map.of("steps", steps, "batchSize", 16, "reportEvery", 1, "sampleEvery", 10, "checkpointEvery", 20);
    }

    private static JsonNode over(long run) {
        return ada.await("/api/v1/runs/" + run, now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
    }

    private static Page signedIn() {
        var page = browser.open(1280, 900, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/runs");
        return page;
    }

    private static void visit(Page page, String path) { page.navigate(workbench.at(path).toString()); }
}
