package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Colleague;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two people share one device, in two browsers, with the real server, database and workers.
@Tag("browser")
class QueueStoryTest {
    private static final String ADA = "ada@example.org";
    private static final String BOB = "bob@example.org";
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final int SHORT = 200;
    private static final int ENDLESS = 1_000_000;

    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static Visitor bob;
    private static String project;
    private static String shapes;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        Colleague.join(data, "Bob", BOB, "MEMBER");
        bob = Visitor.signedIn(workbench, BOB);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        shapes = ada.dataSet(project, "Painted shapes");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void twoPeopleTakeTurnsAndAnUrgentRunTakesThePlaceOfAnother() {
        var adasPage = signedIn(ADA);
        var bobsPage = signedIn(BOB);
        theyTakeTurns(adasPage, bobsPage);
        anUrgentRunTakesThePlaceOfAnother(adasPage, bobsPage);
        assertThat(browser.troubles()).isEmpty();
    }

    /// Ada queues three runs before Bob queues three; the queue is held until all are there.
    private static void theyTakeTurns(Page adasPage, Page bobsPage) {
        assertThat(ada.post("/api/v1/queue/hold", Map.of()).status()).isEqualTo(200);
        var runs = new ArrayList<Long>();
        for (var person : List.of(ada, ada, ada, bob, bob, bob)) {
            runs.add(launch(person, SHORT, Map.of()));
        }
        visit(adasPage, "/queue");
        visit(bobsPage, "/runs/" + runs.get(3));
        says(adasPage, "Ada holds the queue");
        says(bobsPage, "Ada holds the queue");
        var order = waiting();
        Browser.shoot(adasPage, "queue-held");

        assertThat(order).as("in turns").containsExactly(runs.get(0), runs.get(3), runs.get(1), runs.get(4), runs.get(2), runs.get(5));

        assertThat(ada.post("/api/v1/queue/release", Map.of()).status()).isEqualTo(200);
        says(bobsPage, Pattern.compile("All devices that fit are busy; .*run " + runs.get(0) + " (trains on|ends in)"));
        says(bobsPage, "Done");
        assertStayed(bobsPage);
        assertStayed(adasPage);
        runs.forEach(QueueStoryTest::ended);
        var started = runs.stream().sorted(Comparator.comparing(QueueStoryTest::started)).toList();
        // How they go on depends on how long each really took.
        assertThat(started.subList(0, 2)).as("Bob's first one goes before the older ones of Ada").isEqualTo(order.subList(0, 2));
    }

    private static void anUrgentRunTakesThePlaceOfAnother(Page adasPage, Page bobsPage) {
        long endless = launch(bob, ENDLESS, Map.of());
        visit(bobsPage, "/runs/" + endless);
        says(bobsPage, "Running");
        ada.await(path(endless), run -> run.get("step").asLong() > 20);

        int attemptsLeft = attemptsLeft(endless);
        long urgent = launch(ada, SHORT, Map.of("priority", "URGENT"));
        visit(adasPage, "/runs/" + urgent);
        says(bobsPage, "Gives way to run " + urgent + ", which has a higher priority.");
        says(bobsPage, Pattern.compile("All devices that fit are busy; .*run " + urgent + " (trains on|ends in)"));
        Browser.shoot(bobsPage, "run-preempted");
        says(adasPage, "Done");
        says(bobsPage, "Running");
        assertStayed(adasPage);
        assertStayed(bobsPage);

        ended(urgent);
        var history = bob.get(path(endless) + "/history").body().toString();
        assertThat(history).containsSubsequence("Running", "Preempting: Gives way to run " + urgent, "Queued", "Running");
        assertThat(attemptsLeft(endless)).as("giving way costs no attempt").isEqualTo(attemptsLeft);
        button(bobsPage, "Pause").click();
        says(bobsPage, "Paused by Bob.");
        button(bobsPage, "Resume").click();
        says(bobsPage, "Running");
        button(bobsPage, "Stop").click();
        says(bobsPage, "Stopped");
    }

    /* ---- hands ---- */

    private static Page signedIn(String email) {
        var page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, email, "/runs");
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void visit(Page page, String path) {
        page.navigate(workbench.at(path).toString());
        assertThat(page.locator("h1").first()).isVisible();
        page.evaluate("window.sameDocument = true");
    }

    private static void assertStayed(Page page) { assertThat(page.evaluate("window.sameDocument")).as("without a reload").isEqualTo(true); }

    private static void says(Page page, String words) {
        assertThat(page.getByText(words).first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
    }

    private static void says(Page page, Pattern words) {
        assertThat(page.getByText(words).first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
    }

    private static long launch(Visitor who, int steps, Map<String, Object> needs) {
        var answer = who.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "settings", TINY, "needs", needs,
                "training", Map.of("steps", steps, "batchSize", 4, "reportEvery", 5, "sampleEvery", 100, "checkpointEvery", 500)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().get("number").asLong();
    }

    /// Runs that wait, in their order.
    private static List<Long> waiting() {
        return StreamSupport.stream(ada.get("/api/v1/queue").body().get("jobs").spliterator(), false)
                .filter(job -> job.get("state").asText().equals("QUEUED")).map(job -> job.get("run").asLong()).toList();
    }

    private static int attemptsLeft(long run) {
        var job = StreamSupport.stream(ada.get("/api/v1/queue").body().get("jobs").spliterator(), false)
                .filter(each -> each.get("run").asLong() == run).findFirst().orElseThrow();
        return job.get("attemptsAllowed").asInt() - job.get("attempt").asInt();
    }

    private static void ended(long run) {
        var now = ada.await(path(run), one -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(one.get("state").asText()));
        assertThat(now.get("state").asText()).as(now.toString()).isEqualTo("SUCCEEDED");
    }

    private static Instant started(long run) {
        JsonNode now = ada.get(path(run)).body();
        return Instant.parse(now.get("started").asText());
    }

    private static String path(long run) { return "/api/v1/runs/" + run; }
}
