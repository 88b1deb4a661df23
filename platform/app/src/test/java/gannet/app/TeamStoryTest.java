package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Colleague;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A team's administrator makes a project private; its reviewer sees runs and launches none; others see nothing any more. Each part
/// goes on where the one before it ended, so it is one test.
@Tag("browser")
class TeamStoryTest {
    @TempDir static Path folder;
    private static Workbench workbench;
    private static Visitor ada;
    private static String project;
    private static Browser browser;

    @BeforeAll static void start() throws IOException {
        var data = folder.resolve("data");
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        Colleague.join(data, "Tea", "tea@example.org", "ADMINISTRATOR");
        Colleague.join(data, "Rev", "rev@example.org", "REVIEWER");
        Colleague.join(data, "Max", "max@example.org", "MEMBER");
        Colleague.join(data, "Eve", "eve@example.org", "");
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        assertThat(ada.post("/api/v1/queue/hold", Map.of()).status()).isEqualTo(200);
        assertThat(launch(ada).status()).isEqualTo(201);
        browser = new Browser();
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void aProjectBecomesPrivate() {
        var max = Visitor.signedIn(workbench, "max@example.org");
        assertThat(max.get("/api/v1/runs/1").status()).isEqualTo(200);
        var teas = signedIn("tea@example.org", "/team?tab=projects");
        teaMakesItPrivateForRev(teas);
        theReviewerSeesRunsAndLaunchesNone();
        othersSeeNothing(max);
        theAdministratorReadsWhatWasDone(teas);
        everythingIsGoodToLookAt(teas);
        assertThat(browser.troubles()).isEmpty();
    }

    private static void teaMakesItPrivateForRev(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Settings of First project")).click();
        var dialog = page.getByRole(AriaRole.DIALOG).first();
        assertThat(dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))).isFocused();
        dialog.getByLabel("For", new Locator.GetByLabelOptions().setExact(true)).click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Chosen people")).click();
        dialog.getByLabel("People, besides the team's administrators").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Rev")).click();
        Browser.shoot(page, "team-project-settings");
        page.keyboard().press("Escape");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
        assertThat(page.getByText("The settings are saved.")).isVisible();
        assertThat(page.locator(".team table")).containsText("Chosen people");
    }

    private static void theReviewerSeesRunsAndLaunchesNone() {
        var page = signedIn("rev@example.org", "/runs");
        assertThat(page.getByText("DCGAN on Painted shapes").first()).isVisible();
        Browser.shoot(page, "team-reviewer");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Launch").setExact(true))).hasCount(0);
        var rev = Visitor.signedIn(workbench, "rev@example.org");
        var refused = launch(rev);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().toString()).contains("Your role in this project, reviewer, does not allow to launch runs");
        assertThat(rev.post("/api/v1/run-tags", Map.of("runs", List.of(1), "add", List.of("good"), "remove", List.of())).status()).isLessThan(300);
        page.context().close();
    }

    private static void othersSeeNothing(Visitor max) {
        var absent = max.get("/api/v1/runs/4711").body().toString().replace("4711", "1");
        for (var person : List.of(max, Visitor.signedIn(workbench, "eve@example.org"))) {
            assertThat(person.get("/api/v1/runs/1").status()).isEqualTo(404);
            assertThat(person.get("/api/v1/runs/1").body().toString()).isEqualTo(absent);
            assertThat(person.get("/api/v1/projects").body()).isEmpty();
            assertThat(person.get("/api/v1/queue").body().toString()).doesNotContain("First").doesNotContain("DCGAN").doesNotContain("\"run\":1");
        }
        var page = signedIn("eve@example.org", "/runs/1");
        assertThat(page.getByText("You belong to no project yet")).isVisible();
        page.context().close();
    }

    private static void theAdministratorReadsWhatWasDone(Page page) {
        page.getByLabel("Parts of this page").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Activity")).click();
        assertThat(page.locator(".audit tbody tr").first()).containsText("project changed");
        assertThat(page.locator(".audit tbody tr").first()).containsText("Tea");
        assertThat(page.locator(".audit tbody tr").first()).containsText("127.0.0.1");
        assertThat(ada.get("/api/v1/audit?q=private").body().get("entries")).hasSize(1);
        assertThat(Visitor.signedIn(workbench, "tea@example.org").get("/api/v1/audit").status()).isEqualTo(403);
    }

    private static void everythingIsGoodToLookAt(Page signedIn) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                for (var tab : List.of("people", "projects", "activity")) {
                    var page = browser.open(width, 900, scheme, signedIn);
                    page.navigate(workbench.at("/team/First%20team?tab=" + tab).toString());
                    assertThat(page.locator(".team table").first()).isVisible();
                    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("fits into %d pixels", width).isTrue();
                    Browser.shoot(page, "team-" + tab + "-" + width + "-" + scheme);
                    page.context().close();
                }
            }
        }
    }

    private static Visitor.Answer launch(Visitor person) {
        return person.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"),
                "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4), "training", Map.of("steps", 5, "batchSize", 4)));
    }

    private static Page signedIn(String email, String path) {
        var page = browser.open(1280, 900, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, email, path);
        return page;
    }
}
