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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator does on the queue's page while one run trains and others wait. Each part goes on where the one before
/// it ended, so it is one test.
@Tag("browser")
class QueuePageTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Visitor ada;
    private static Browser browser;
    private static Page page;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        for (var name : List.of("First", "Second", "Third", "Fourth")) {
            ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "name", name, "settings", TINY,
                    "training", Map.of("steps", 1_000_000, "batchSize", 4)));
        }
        ada.await("/api/v1/runs/1", now -> now.get("state").asText().equals("RUNNING"));
        browser = new Browser();
        page = browser.open(1280, 900, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/queue");
    }

    @AfterAll static void stop() {
        Browser.shoot(page, "queue-last");
        browser.close();
        workbench.close();
    }

    @Test void anAdministratorLooksAfterTheQueue() {
        theLaneShowsWhatRunsAndEachWaitingRunSaysWhy();
        theFirstPaceTellsWhenTheOthersShouldStart();
        draggingAndTheMenuChangeTheOrder();
        aRowTellsWhoIsAheadAndWhatHappened();
        severalArePausedAtOnceAndOneIsResumed();
        aDeviceIsDrainedAndEnabled();
        whileTheQueueIsHeldEverybodySeesWhy();
        theRulesAreReadAndChanged();
        assertThat(browser.troubles()).isEmpty();
    }

    private static void theLaneShowsWhatRunsAndEachWaitingRunSaysWhy() {
        assertThat(page.locator("gannet-lanes .job.present")).hasAttribute("class", Pattern.compile(".*present.*"));
        assertThat(page.locator("gannet-lanes .job.present a")).hasAttribute("href", "runs/1");
        assertThat(page.locator("gannet-lanes .now")).isVisible();
        order("Second", "Third", "Fourth");
        assertThat(page.locator("vaadin-grid .why").filter(new Locator.FilterOptions().setHasText("All devices that fit are busy"))).hasCount(3);
    }

    /// Nobody could tell when they were launched, because no run of their kind had trained before.
    private static void theFirstPaceTellsWhenTheOthersShouldStart() {
        ada.await("/api/v1/queue", now -> StreamSupport.stream(now.get("jobs").spliterator(), false)
                .filter(job -> job.get("state").asText().equals("QUEUED")).allMatch(job -> !job.get("expectedStart").isNull()));
    }

    private static void draggingAndTheMenuChangeTheOrder() {
        drag(row("Fourth"), row("Second"));
        order("Fourth", "Second", "Third");

        menu("Third", "Move up");
        order("Fourth", "Third", "Second");
    }

    private static void aRowTellsWhoIsAheadAndWhatHappened() {
        page.locator("vaadin-grid .why").nth(2).click(); // of the third row; its name is a link
        var details = page.locator("vaadin-popover .job-details");
        assertThat(details).containsText("Ahead of it");
        assertThat(details).containsText("Third");
        assertThat(details).containsText("You may move it to the top.");
        assertThat(details).containsText("Launched.");
        page.keyboard().press("Escape");
        assertThat(details).not().isVisible();

        var third = StreamSupport.stream(ada.get("/api/v1/queue").body().get("jobs").spliterator(), false).filter(job -> job.get("place").asInt() == 3).findFirst().orElseThrow();
        var explanation = ada.get("/api/v1/jobs/" + third.get("id").asText() + "/explanation").body();
        assertThat(explanation.get("ahead")).extracting(job -> job.get("runName").asText().split(" ")[0]).containsExactly("Fourth", "Third");
        assertThat(explanation.get("advice")).extracting(JsonNode::asText).contains("You may move it to the top.");
    }

    private static void severalArePausedAtOnceAndOneIsResumed() {
        page.locator("vaadin-grid vaadin-checkbox").nth(1).click();
        page.locator("vaadin-grid vaadin-checkbox").nth(2).click();
        assertThat(page.getByText("2 jobs chosen")).isVisible();
        page.locator(".tray vaadin-button").filter(new Locator.FilterOptions().setHasText("Pause")).click();
        assertThat(page.locator("vaadin-grid .place").filter(new Locator.FilterOptions().setHasText("Ⅱ"))).hasCount(2);
        assertThat(page.locator("h2:has-text('Waiting') + span")).containsText("then 2 paused");

        menu("Fourth", "Resume");
        assertThat(page.locator("h2:has-text('Waiting') + span")).containsText("then 1 paused");
    }

    private static void aDeviceIsDrainedAndEnabled() {
        var takesRuns = page.getByRole(AriaRole.SWITCH);
        takesRuns.click();
        field("Reason").fill("A new fan");
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Drain")).click();
        assertThat(page.locator("gannet-lanes .device")).containsText("Drained by Ada: A new fan");
        assertThat(takesRuns).hasAttribute("aria-checked", "false");

        takesRuns.click();
        assertThat(takesRuns).hasAttribute("aria-checked", "true");
    }

    private static void whileTheQueueIsHeldEverybodySeesWhy() {
        button("Hold new starts").click();
        field("Reason").fill("We move house");
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hold")).click();
        assertThat(page.locator(".banner")).containsText("Ada holds the queue: We move house.");
        assertThat(page.locator("vaadin-grid .why").first()).containsText("Nothing starts for the moment: Ada holds the queue: We move house.");

        button("Release").click();
        assertThat(page.locator(".banner")).not().isVisible();
    }

    private static void theRulesAreReadAndChanged() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Rules")).click();
        var patience = page.locator("vaadin-text-field").filter(new Locator.FilterOptions().setHasText("Patience of NORMAL")).locator("input");
        assertThat(patience).hasValue("24");
        patience.fill("0");
        button("Save the rules").click();
        assertThat(page.getByText("from 1 to 8760").first()).isVisible();
        patience.fill("36");
        button("Save the rules").click();
        assertThat(page.getByText("The rules are saved")).isVisible();

        page.getByLabel("Weight of First team").fill("2.5");
        button("Save First team").click();
        assertThat(page.getByText("Saved for First team.")).isVisible();
        page.reload();
        assertThat(patience).hasValue("36");
        assertThat(page.getByLabel("Weight of First team")).hasValue("2.5");
    }

    /* ---- hands ---- */

    private static void order(String... names) {
        assertThat(page.locator("vaadin-grid .title > .b")).hasText(Stream.of(names).map(name -> Pattern.compile("^" + name + " ")).toArray(Pattern[]::new));
    }

    /// Onto the upper edge. The second move is the one that a browser takes for a drag over the target.
    private static void drag(Locator what, Locator where) {
        what.hover();
        page.mouse().down();
        where.hover(new Locator.HoverOptions().setPosition(60, 6));
        where.hover(new Locator.HoverOptions().setPosition(60, 2));
        page.mouse().up();
    }

    private static Locator row(String name) { return page.locator("vaadin-grid .title").filter(new Locator.FilterOptions().setHasText(name)); }

    private static void menu(String run, String item) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("What can be done with " + run)).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true)).click();
    }

    private static Locator button(String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private static Locator field(String label) { return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true)); }
}
