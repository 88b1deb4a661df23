package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plugin on its way from a file to the page Launch, in a real browser.
@Tag("browser")
class PluginPagesTest {
    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Page page;
    private static int installed;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1", "--bubblewrap", Optional.ofNullable(System.getenv("GANNET_BWRAP")).orElse("bwrap"));
        browser = new Browser();
        installed = Visitor.first(workbench).get("/api/v1/plugins").body().size();
        page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/runs");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void anUploadIsVerifiedApprovedAndLaunchedWithoutAReload() {
        var launch = browser.open(1280, 800, ColorScheme.LIGHT, page);
        launch.navigate(at("/launch"));
        assertThat(launch.getByText("DCGAN").first()).isVisible();

        page.navigate(at("/plugins"));
        assertThat(page.getByText(installed + " installed")).isVisible();
        Browser.shoot(page, "plugins-empty");
        send("broken.jar", "this is no jar".getBytes(StandardCharsets.UTF_8));
        assertThat(page.getByText("The plugin file broken.jar is refused: it is damaged or no jar")).isVisible();
        Browser.shoot(page, "plugins-refused");

        send("specks.jar", Forge.good("specks", "1.0.0", Map.of("TITLE", "<b>Specks</b>")).bytes());
        assertThat(page).hasURL(Pattern.compile(".*/plugins/[0-9a-f]{64}"));
        assertThat(page.getByText("Ready for approval")).isVisible();
        assertThat(page.getByText("draws what it is asked for")).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("<b>Specks</b>"))).isVisible();
        Browser.shoot(page, "plugin-ready");
        shootElsewhere(page.url(), "plugin-ready");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve org.example.specks 1.0.0")).click();
        assertThat(page.getByText("In use").first()).isVisible();
        assertThat(launch.getByText("<b>Specks</b>").first()).isVisible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Disable org.example.specks 1.0.0")).click();
        assertThat(page.getByText("Disabled").first()).isVisible();
        assertThat(launch.getByText("<b>Specks</b>")).hasCount(0);
        page.navigate(at("/plugins"));
        assertThat(page.getByText(installed + 1 + " installed")).isVisible();
        Browser.shoot(page, "plugins");
        shootElsewhere(at("/plugins"), "plugins");
        assertThat(browser.troubles()).isEmpty();
    }

    private static void send(String name, byte[] file) { page.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/java-archive", file)); }

    private static void shootElsewhere(String address, String name) {
        var dark = browser.open(1280, 800, ColorScheme.DARK, page);
        dark.navigate(address);
        assertThat(dark.locator(".plugins h2").first()).isVisible();
        Browser.shoot(dark, name + "-dark");
        var narrow = browser.open(390, 844, ColorScheme.LIGHT, page);
        narrow.navigate(address);
        assertThat(narrow.locator(".plugins h2").first()).isVisible();
        assertThat((int) narrow.evaluate("document.documentElement.scrollWidth")).as("width on a telephone").isLessThanOrEqualTo(390);
        Browser.shoot(narrow, name + "-390");
    }

    private static String at(String path) { return workbench.at(path).toString(); }
}
