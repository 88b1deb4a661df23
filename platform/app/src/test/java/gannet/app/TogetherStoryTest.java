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
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What several people do on the same things, in a real browser: they talk, judge blindly, and show a run to somebody outside. Each
/// part goes on where the one before it ended, so it is one test.
@Tag("browser")
class TogetherStoryTest {
    @TempDir static Path folder;
    private static Workbench workbench;
    private static Visitor ada;
    private static Browser browser;
    private static Page page;
    private static Page graces;

    @BeforeAll static void start() throws IOException {
        var data = folder.resolve("data");
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        Colleague.join(data, "Grace Hopper", "grace@example.org", "REVIEWER");
        browser = new Browser();
        page = browser.open(1280, 900, ColorScheme.LIGHT);
        graces = browser.open(1280, 900, ColorScheme.DARK);
    }

    @AfterAll static void stop() {
        Browser.shoot(page, "together-last");
        Browser.shoot(graces, "together-last-grace");
        browser.close();
        workbench.close();
    }

    @Test void peopleTalkJudgeAndShow() {
        train();
        Browser.signIn(page, workbench, "ada@example.org", "/queue");
        Browser.signIn(graces, workbench, "grace@example.org", "/queue");
        twoPeopleSeeEachOthersCommentsAppear();
        whatIsSaidIsNeverTakenForMarkup();
        aSpotIsMarked();
        aVoteByKeyboardAndItsResultAfterClosing();
        var link = aLinkIsMade();
        aLinkIsOpenedInAPrivateWindowRevokedAndDeadAtOnce(link);
        // what is not there, is not theirs, or was closed while it was asked for
        assertThat(browser.troubles().stream().filter(trouble -> Stream.of("404", "401", "409").noneMatch(trouble::contains)).toList()).isEmpty();
    }

    private static void train() {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        for (int seed = 1; seed <= 2; seed++) {
            var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"),
                    "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4), "training", Map.of("steps", 40, "batchSize", 4, "sampleEvery", 20, "seed", seed)));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        }
        for (int run = 1; run <= 2; run++) {
            var ended = ada.await("/api/v1/runs/" + run, now -> List.of("SUCCEEDED", "FAILED").contains(now.get("state").asText()));
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
    }

    private static void twoPeopleSeeEachOthersCommentsAppear() {
        page.navigate(at("/runs/1"));
        graces.navigate(at("/runs/1"));
        assertThat(graces.getByText("Nobody has said anything yet.")).isVisible();
        say(page, "Look at the corners, @Gr");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("@Grace Hopper")).click();
        page.keyboard().type("please.");
        page.keyboard().press("Control+Enter");
        assertThat(graces.locator(".comments li")).containsText("Look at the corners, @Grace Hopper please.");
        assertThat(graces.locator(".comments .text .name")).hasText("@Grace Hopper");
        assertThat(graces.locator(".me .bell > vaadin-button")).hasAttribute("aria-label", "Notifications, 1 unread");

        say(graces, "They are fine.");
        graces.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Comment").setExact(true)).click();
        assertThat(page.locator(".comments li").nth(1)).containsText("They are fine.");
        assertThat(page.locator(".comments li").nth(1).getByText("Edit")).hasCount(0);
        graces.locator(".me .bell > vaadin-button").click();
        graces.locator("a.notification", new Page.LocatorOptions().setHasText("Ada called you at run 1")).click();
        assertThat(graces).hasURL(Pattern.compile(".*/runs/1\\?comment=.*"));
    }

    private static void whatIsSaidIsNeverTakenForMarkup() {
        say(page, "<img src=x onerror=alert(1)> javascript:alert(2)\nsee https://example.org/a?b=1.");
        page.keyboard().press("Control+Enter");
        var text = page.locator(".comments li").nth(2).locator(".text");
        assertThat(text).containsText("<img src=x onerror=alert(1)> javascript:alert(2)");
        assertThat(text.locator("img")).hasCount(0);
        assertThat(text.locator("a")).hasCount(1);
        assertThat(text.locator("a")).hasAttribute("href", "https://example.org/a?b=1");
        assertThat(text.locator("a")).hasAttribute("rel", "noopener noreferrer nofollow");
        page.locator(".comments li").nth(2).getByText("Delete").click();
        assertThat(graces.locator(".comments li").nth(2)).hasText("A comment of Ada was deleted.");
    }

    private static void aSpotIsMarked() {
        page.getByText("Mark a spot in a picture…").click();
        var sheet = page.locator("dialog.pointing .sheet");
        assertThat(sheet.locator("img")).hasJSProperty("complete", true);
        sheet.focus();
        page.keyboard().press("ArrowRight");
        Browser.shoot(page, "together-spot");
        page.keyboard().press("Enter");
        assertThat(page.locator(".comments .tag.run")).containsText("at the spot");
        page.keyboard().type("A corner is missing here.");
        page.keyboard().press("Control+Enter");
        assertThat(graces.locator(".comments li").nth(3).locator(".spotted i")).isVisible();
        assertThat(graces.locator(".comments li").nth(3)).containsText("picture");
        theStepOfASpotIsOneClickAwayAndADraftStays();
        lookAt("together-comments", "/runs/1", shown -> shown.locator("gannet-comments").scrollIntoViewIfNeeded());
    }

    private static void theStepOfASpotIsOneClickAwayAndADraftStays() {
        say(graces, "Not yet said");
        graces.locator("h1").click();
        graces.keyboard().press("ArrowLeft");
        var knob = graces.locator("gannet-step [role=slider]");
        assertThat(knob).hasAttribute("aria-valuenow", "20");
        graces.locator(".comments li").nth(3).locator("a.tag").click();
        assertThat(knob).hasAttribute("aria-valuenow", "40");
        assertThat(field(graces, "Write a comment")).hasValue("Not yet said");
    }

    private static void aVoteByKeyboardAndItsResultAfterClosing() {
        page.navigate(at("/compare?runs=1,2"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Blind test…")).click();
        page.getByLabel("Question (may be empty)").fill("Which shapes are sharper?");
        Browser.shoot(page, "together-blind-new");
        page.getByText("Make the test").click();
        assertThat(page).hasURL(Pattern.compile(".*/ab/[0-9a-f-]{36}"));
        var address = page.url();
        assertThat(page.getByText("Pair 1 of")).isVisible();

        graces.navigate(address);
        assertThat(graces.getByText("Pair 1 of")).isVisible();
        assertThat(graces.getByText("Close the test")).hasCount(0);
        assertThat(graces.locator(".pair img").first()).hasJSProperty("complete", true);
        Browser.shoot(graces, "together-blind-dark");
        graces.locator("h1").click();
        graces.keyboard().press("a");
        assertThat(graces.getByText("Pair 2 of")).isVisible();
        graces.keyboard().press("b");
        assertThat(graces.getByText("Pair 3 of")).isVisible();
        graces.keyboard().press("ArrowRight");
        assertThat(graces.getByText("Pair 4 of")).isVisible();
        graces.keyboard().press("Space");
        assertThat(graces.getByText("Pair 5 of")).isVisible();
        assertThat(graces.locator(".bar")).hasAttribute("aria-valuenow", "4");
        // B is the right picture here and not the notifications, A is not the second letter of a "G then A" that never began
        assertThat(graces.locator("vaadin-popover[opened]")).hasCount(0);
        assertThat(graces).hasURL(address);
        lookAt("together-blind", address.substring(at("/").length() - 1), shown -> assertThat(shown.locator(".pair")).isVisible());

        assertThat(page.locator(".ab table")).hasCount(0);
        page.getByText("Close the test").click();
        assertThat(page.locator(".ab table tbody tr").first()).containsText("Grace Hopper");
        assertThat(page.locator(".ab")).containsText(Pattern.compile("won \\d of 3 decided votes: .*with 95 % confidence from"));
        lookAt("together-blind-result", address.substring(at("/").length() - 1), shown -> assertThat(shown.locator(".ab table")).isVisible());
        graces.keyboard().press("a");
        graces.reload();
        assertThat(graces.locator(".ab table tbody tr").first()).containsText("Grace Hopper");
    }

    private static String aLinkIsMade() {
        page.navigate(at("/runs/1"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Share…")).click();
        page.getByText("Make a link").click();
        var link = page.locator(".made input");
        assertThat(link).isVisible();
        assertThat(page.locator(".sharing li")).containsText("never opened");
        Browser.shoot(page, "together-share");
        graces.navigate(at("/runs/1"));
        assertThat(graces.locator("h1")).isVisible();
        assertThat(graces.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Share…"))).not().isVisible();
        return link.inputValue();
    }

    private static void aLinkIsOpenedInAPrivateWindowRevokedAndDeadAtOnce(String link) {
        var stranger = browser.open(1280, 900, ColorScheme.LIGHT);
        stranger.navigate(link);
        assertThat(stranger.getByText("View only")).isVisible();
        assertThat(stranger.getByText("Shared by Ada")).isVisible();
        assertThat(stranger.locator("img.sheet")).hasJSProperty("complete", true);
        assertThat(stranger.locator("svg.plot").first()).isVisible();
        assertThat(stranger.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        Browser.shoot(stranger, "together-shared-1280-light");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var other = browser.open(width, 844, scheme);
                other.navigate(link);
                assertThat(other.locator("img.sheet")).hasJSProperty("complete", true);
                assertThat((boolean) other.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("nothing is wider than the page").isTrue();
                other.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", "together-shared-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                other.context().close();
            }
        }
        var token = link.substring(link.lastIndexOf('/') + 1);
        assertThat(stranger.evaluate("fetch('/api/v1/shared/" + token + "/runs/2/samples').then(answer => answer.status)")).as("another run").isEqualTo(404);
        assertThat(stranger.evaluate("fetch('/api/v1/runs/1').then(answer => answer.status)")).as("the run itself").isEqualTo(401);

        page.locator(".sharing li").getByText("Revoke").click();
        assertThat(page.locator(".sharing li")).containsText("revoked by Ada");
        assertThat(stranger.getByText("This link was revoked by Ada; ask for another one.")).isVisible();
        assertThat(stranger.locator("img.sheet")).hasCount(0);
        assertThat(stranger.evaluate("fetch('/api/v1/shared/" + token + "/runs/1/samples').then(answer => answer.status)")).isEqualTo(404);
        stranger.reload();
        assertThat(stranger.getByText("This link was revoked by Ada; ask for another one.")).isVisible();
        Browser.shoot(stranger, "together-revoked");
        stranger.context().close();
    }

    private static void lookAt(String name, String path, Consumer<Page> ready) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var other = browser.open(width, width == 390 ? 844 : 900, scheme, page);
                other.navigate(at(path));
                ready.accept(other);
                assertThat((boolean) other.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("nothing is wider than the page").isTrue();
                Browser.shoot(other, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                other.context().close();
            }
        }
    }

    private static void say(Page who, String words) {
        var field = who.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Write a comment"));
        field.click();
        field.fill("");
        field.pressSequentially(words);
    }

    private static Locator field(Page who, String label) { return who.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true)); }

    private static String at(String path) { return workbench.at(path).toString(); }
}
