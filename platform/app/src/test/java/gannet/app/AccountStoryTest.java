package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.server.account.LoopbackProvider;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How people come into a house, and out of it, in real browsers: two of them, and a provider with a web server of its own. Each
/// part goes on where the one before it ended, so it is one test.
@Tag("browser")
class AccountStoryTest {
    private static final String NAME = "<b>Vera</b>";
    private static final String EMAIL = "vera@example.org";
    private static final String NEW = "a long way to the sea";

    @TempDir static Path folder;
    private static LoopbackProvider provider;
    private static Workbench workbench;
    private static Browser browser;
    private static Page ada;
    private static Page vera;
    private static String link = "";

    @BeforeAll static void start() throws IOException {
        provider = LoopbackProvider.start();
        var secret = Files.writeString(folder.resolve("secret"), LoopbackProvider.SECRET);
        workbench = Workbench.start(folder.resolve("data"), "--oidc-issuer", provider.issuer(), "--oidc-client-id", LoopbackProvider.CLIENT,
                "--oidc-client-secret-file", secret.toString(), "--oidc-name", "Harbour", "--oidc-groups", "gan-team=First team:MEMBER");
        Visitor.first(workbench);
        browser = new Browser();
        ada = browser.open(1280, 800, ColorScheme.LIGHT);
        vera = browser.open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterAll static void stop() {
        Browser.shoot(ada, "account-last-ada");
        Browser.shoot(vera, "account-last-vera");
        browser.close();
        workbench.close();
        provider.close();
    }

    @Test void peopleComeAndGo() {
        theAdministratorInvites();
        theInvitedChoosesAPasswordAndReachesLaunch();
        theLinkWorksOnce();
        aTokenIsShownOnce();
        aSessionThatIsEndedElsewhereIsDeadOnItsOpenPage();
        aLostPasswordIsReplaced();
        everyPageIsGoodToLookAt();
        theProviderSignsIn();
        aDeactivatedPersonIsOut();
        // whose session has been ended is told so, wherever they are
        assertThat(browser.troubles().stream().filter(trouble -> !trouble.contains("401")).toList()).isEmpty();
    }

    private static void theAdministratorInvites() {
        Browser.signIn(ada, workbench, "ada@example.org", Visitor.PASSWORD, "/admin/accounts");
        button(ada, "Invite somebody…").click();
        field(ada, "Name").fill("Ve\u0007ra");
        button(ada, "Make the link").click();
        assertThat(ada.getByText("control character U+0007")).isVisible();
        field(ada, "Name").fill(NAME);
        Browser.shoot(ada, "invite");
        button(ada, "Make the link").click();
        link = shown(ada);
        assertThat(link).startsWith(at("/join/"));
        assertThat(ada.locator(".rows").first().getByText(NAME)).isVisible();
        Browser.shoot(ada, "invited");
    }

    private static void theInvitedChoosesAPasswordAndReachesLaunch() {
        vera.navigate(link.substring(0, link.length() - 1));
        assertThat(vera.getByText("part of the address is missing or changed")).isVisible();
        vera.navigate(link);
        assertThat(vera.getByText("Ada invites you to First team, as member.")).isVisible();
        assertThat(field(vera, "Name")).hasValue(NAME);
        field(vera, "E-mail").fill("ada@example.org");
        field(vera, "Password").fill(Visitor.PASSWORD);
        button(vera, "Join").click();
        assertThat(vera.getByText("There is an account with the address").first()).isVisible();
        Browser.shoot(vera, "join");
        field(vera, "E-mail").fill(EMAIL);
        button(vera, "Join").click();

        assertThat(vera).hasURL(Pattern.compile(".*/launch"));
        assertThat(vera.locator("a.tile", new Page.LocatorOptions().setHasText("DCGAN"))).isVisible();
        assertThat(vera.locator(".person .word").first()).hasText(NAME);
    }

    private static void theLinkWorksOnce() {
        var stranger = browser.open(1280, 800, ColorScheme.LIGHT);
        stranger.navigate(link);
        assertThat(stranger.getByText("This link was used on")).isVisible();
        stranger.context().close();
    }

    private static void aTokenIsShownOnce() {
        vera.navigate(at("/account?tab=tokens"));
        field(vera, "What it is for").fill("nightly sweep");
        button(vera, "Make a token").click();
        assertThat(shown(vera)).startsWith("gannet_");
        assertThat(vera.locator(".rows").getByText("nightly sweep")).isVisible();
        Browser.shoot(vera, "token");
        vera.reload();
        assertThat(vera.locator(".rows").getByText("nightly sweep")).isVisible();
        assertThat(vera.locator(".shown-once")).hasCount(0);
        button(vera, "Revoke nightly sweep").click();
        button(vera, "Revoke").click();
        assertThat(vera.getByText("You have no tokens.")).isVisible();
    }

    private static void aSessionThatIsEndedElsewhereIsDeadOnItsOpenPage() {
        var elsewhere = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(elsewhere, workbench, EMAIL, Visitor.PASSWORD, "/queue");
        assertThat(elsewhere.locator("h1").first()).isVisible();
        vera.navigate(at("/account?tab=sessions"));
        assertThat(vera.getByText("Chrome on Linux")).hasCount(2);
        Browser.shoot(vera, "sessions");
        vera.locator(".rows vaadin-button").click();
        assertThat(vera.getByText("Chrome on Linux")).hasCount(1);

        assertThat(elsewhere).hasURL(Pattern.compile(".*/sign-in.*")); // nobody pressed anything there
        elsewhere.context().close();
    }

    private static void aLostPasswordIsReplaced() {
        ada.navigate(at("/admin/accounts?q=vera"));
        menu("Make a link for a new password");
        var reset = shown(ada);
        Browser.shoot(ada, "reset-link");
        var elsewhere = browser.open(1280, 800, ColorScheme.LIGHT);
        elsewhere.navigate(reset);
        assertThat(elsewhere.getByText("For the account of " + NAME)).isVisible();
        Browser.shoot(elsewhere, "reset");
        field(elsewhere, "Password").fill(NEW);
        button(elsewhere, "Set the password").click();

        assertThat(elsewhere).hasURL(Pattern.compile(".*/launch"));
        vera.navigate(at("/runs"));
        assertThat(vera).hasURL(Pattern.compile(".*/sign-in.*"));
        Browser.signIn(vera, workbench, EMAIL, NEW, "/account");
        assertThat(field(vera, "Name")).hasValue(NAME);
        elsewhere.context().close();
    }

    private static void everyPageIsGoodToLookAt() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                for (var path : List.of("/account", "/account?tab=sessions", "/account?tab=tokens", "/admin/accounts")) {
                    var visitor = browser.open(width, width == 390 ? 844 : 800, scheme, ada);
                    visitor.navigate(at(path));
                    assertThat(visitor.locator("h1").first()).isVisible();
                    assertThat(visitor.evaluate("document.scrollingElement.scrollWidth <= innerWidth")).as("%s fits %d pixels", path, width).isEqualTo(true);
                    visitor.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots",
                            "accounts" + path.replaceAll("[/?=]", "-") + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                    visitor.context().close();
                }
            }
        }
    }

    private static void theProviderSignsIn() {
        provider.isUsedBy(Map.of("sub", "max-1", "name", "Max", "email", "max@example.org", "email_verified", false, "groups", List.of("gan-team")));
        var max = browser.open(1280, 800, ColorScheme.LIGHT);
        max.navigate(at("/sign-in?to=/queue"));
        Browser.shoot(max, "sign-in-provider");
        button(max, "Sign in with Harbour").click();
        assertThat(max.getByText("Harbour has not verified that \"max@example.org\" is your address")).isVisible();
        Browser.shoot(max, "provider-refused");
        provider.isUsedBy(Map.of("sub", "max-1", "name", "Max", "email", "max@example.org", "email_verified", true, "groups", List.of("gan-team")));
        max.navigate(at("/sign-in?to=/queue"));
        button(max, "Sign in with Harbour").click();
        assertThat(max).hasURL(at("/queue"));
        assertThat(max.locator(".person .word").first()).hasText("Max");
        max.navigate(at("/openid?code=made-up&state=made-up"));
        assertThat(max.getByText("This sign-in was not begun in this browser")).isVisible();
        max.context().close();
    }

    private static void aDeactivatedPersonIsOut() {
        vera.navigate(at("/queue"));
        assertThat(vera.locator("h1").first()).isVisible();
        ada.navigate(at("/admin/accounts?q=vera"));
        menu("Deactivate…");
        button(ada, "Deactivate").click();
        assertThat(ada.locator(".rows").getByText("Deactivated")).isVisible();

        assertThat(vera).hasURL(Pattern.compile(".*/sign-in.*"));
        field(vera, "E-mail").fill(EMAIL);
        field(vera, "Password").fill(NEW);
        button(vera, "Sign in").click();
        assertThat(vera.getByText("This account is deactivated")).isVisible();
    }

    /* ---- hands ---- */

    /// Of the one person who is found.
    private static void menu(String item) {
        ada.locator(".rows vaadin-menu-bar-button:not([hidden])").click();
        ada.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item)).click();
    }

    private static String shown(Page page) { return page.locator(".shown-once .value").textContent(); }

    private static Locator button(Page page, String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private static Locator field(Page page, String label) { return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true)); }

    private static String at(String path) { return workbench.at(path).toString(); }
}
