package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import gannet.testkit.Workbench;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person does on the first day, in a real browser with the real server and a real worker. Each part goes on where
/// the one before it ended, so it is one test.
@Tag("browser")
class StoryTest {
    private static final int PICTURES = 120;
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "a long way to the sea";

    @TempDir
    static Path folder;

    private static Workbench workbench;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start() throws IOException {
        workbench = Workbench.start(folder.resolve("data"));
        browser = new Browser();
        page = browser.open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterAll
    static void stop() {
        Browser.shoot(page, "last");
        browser.close();
        workbench.close();
    }

    @Test
    void theFirstDay() throws IOException {
        theFirstTimeLinkMakesTheAdministratorsAccount();
        afterSigningOutTheDoorIsClosedAndOpensWithThePassword();
        aZipOfPicturesIsUploadedAndWhatWasWrongIsSaid();
        aTinyDcganIsLaunchedFromTheForm();
        curvesAndPicturesAppearWithoutAReload();
        theRunStopsAtACheckpointAndResumesFromIt();
        everyPageIsGoodToLookAtInLightAndDarkWideAndNarrow();
        aRunThatIsStoppedLeavesTheQueueEmptyAndThePersonSignsOut();
        noPageHadTrouble();
    }

    private static void theFirstTimeLinkMakesTheAdministratorsAccount() {
        page.navigate(workbench.firstLink().orElseThrow().toString());
        field("Name").fill("Ada Gannet");
        field("E-mail").fill(EMAIL);
        field("Password").fill(PASSWORD);
        Browser.shoot(page, "welcome");
        button("Make the account").click();

        assertThat(page.getByRole(AriaRole.LINK, named("Queue"))).isVisible();
    }

    private static void afterSigningOutTheDoorIsClosedAndOpensWithThePassword() {
        signOut();
        page.navigate(at("/runs"));
        assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));

        field("E-mail").fill(EMAIL);
        field("Password").fill("wrong one");
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
        field("Password").fill(PASSWORD);
        button("Sign in").click();

        assertThat(page).hasURL(Pattern.compile(".*/runs.*"));
    }

    private static void aZipOfPicturesIsUploadedAndWhatWasWrongIsSaid() throws IOException {
        page.navigate(at("/data"));
        button("Import…").click();
        page.locator("input[type=file]").setInputFiles(zipOfDiscs(folder.resolve("coloured_discs.zip")));
        button("Import").click();

        assertThat(page.getByText(PICTURES + " pictures are ready")).isVisible();
        assertThat(page.getByText("not-a-picture.png").first()).isVisible();
        Browser.shoot(page, "imported");
        button("Open the data set").click();
        assertThat(page).hasURL(Pattern.compile(".*/data/[-0-9a-f]{36}.*"));
    }

    private static void aTinyDcganIsLaunchedFromTheForm() {
        page.getByRole(AriaRole.LINK, named("Launch with this")).click();
        page.locator("a.tile", new Page.LocatorOptions().setHasText("DCGAN")).click();
        assertThat(page.getByText("coloured discs").first()).isVisible();
        fill("Side of the pictures", "100");
        assertThat(page.getByText("must be a power of two").first()).isVisible();
        fill("Side of the pictures", "16");
        fill("Filters next to the picture", "8");
        fill("Batches to learn from", "100000");
        fill("Examples in a batch", "16");
        page.getByText("more settings").click();
        fill("Steps between two sample pictures", "50");
        fill("Steps between two checkpoints", "100");
        assertThat(page.getByText("to mend before this can be launched")).not().isVisible();
        Browser.shoot(page, "form");
        button("Launch").click();

        assertThat(page).hasURL(Pattern.compile(".*/runs/1$"));
    }

    private static void curvesAndPicturesAppearWithoutAReload() {
        page.evaluate("window.sameDocument = true");

        assertThat(page.getByText("Running").first()).isVisible(patiently());
        assertThat(page.locator("gannet-samples canvas.now")).isVisible(patiently());
        assertThat(page.locator("gannet-chart .plot canvas").first()).isVisible(patiently());
        long before = step();
        page.waitForCondition(() -> step() > before, new Page.WaitForConditionOptions().setTimeout(120_000));

        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    private static void theRunStopsAtACheckpointAndResumesFromIt() {
        button("Stop").click();
        assertThat(button("Resume")).isVisible(patiently());
        assertThat(page.getByText("Stopped").first()).isVisible();
        long stoppedAt = step();

        button("Resume").click();
        assertThat(button("Stop")).isVisible(patiently());
        page.waitForCondition(() -> step() > stoppedAt, new Page.WaitForConditionOptions().setTimeout(120_000));
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    private static void everyPageIsGoodToLookAtInLightAndDarkWideAndNarrow() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var visitor = browser.open(width, width == 390 ? 844 : 800, scheme, page);
                for (var path : List.of("/launch", "/launch/dcgan", "/runs", "/runs/1", "/queue", "/data")) {
                    visitor.navigate(at(path));
                    visitor.waitForLoadState(LoadState.LOAD);
                    assertThat(visitor.locator("h1").first()).isVisible(patiently());
                    if (path.equals("/runs/1")) {
                        assertThat(visitor.locator("gannet-samples canvas.now")).isVisible(patiently());
                        assertThat(visitor.locator("gannet-chart .plot canvas").first()).isVisible(patiently());
                    }
                    assertThat(visitor.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                            .as("%s fits %d pixels", path, width).isEqualTo(true);
                    Browser.shoot(visitor, path.substring(1).replace('/', '-') + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                }
                visitor.context().close();
            }
        }
    }

    private static void aRunThatIsStoppedLeavesTheQueueEmptyAndThePersonSignsOut() {
        button("Stop").click();
        assertThat(button("Resume")).isVisible(patiently());
        page.navigate(at("/queue"));
        assertThat(page.locator("h1").first()).isVisible();
        signOut();
        page.navigate(at("/launch"));

        assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
    }

    private static void noPageHadTrouble() {
        assertThat(browser.troubles()).isEmpty();
    }

    /* ---- hands ---- */

    private static void signOut() {
        page.locator("vaadin-menu-bar.person vaadin-menu-bar-button").first().click();
        page.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Sign in to Gannet"))).isVisible();
    }

    private static Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(String label) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) { return new Page.GetByRoleOptions().setName(name); }

    /// Fills the field whose help begins like this.
    private static void fill(String help, String value) {
        var field = page.locator("vaadin-text-field", new Page.LocatorOptions().setHasText(help)).locator("input");
        field.fill(value);
        field.blur();
    }

    /// The step at which the page stands.
    private static long step() {
        return Long.parseLong(String.valueOf(page.locator("gannet-step [role=slider]").getAttribute("aria-valuenow")));
    }

    private static String at(String path) { return workbench.at(path).toString(); }

    private static LocatorAssertions.IsVisibleOptions patiently() { return new LocatorAssertions.IsVisibleOptions().setTimeout(120_000); }

    /* ---- data ---- */

    private static Path zipOfDiscs(Path zip) throws IOException {
        var random = new Random(1);
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < PICTURES; i++) {
                out.putNextEntry(new ZipEntry("discs/%03d.png".formatted(i)));
                ImageIO.write(disc(random), "png", out);
            }
            out.putNextEntry(new ZipEntry("discs/not-a-picture.png"));
            out.write("only words".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return zip;
    }

    private static BufferedImage disc(Random random) {
        var image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.getHSBColor(random.nextFloat(), 0.3f, 0.9f));
        pen.fillRect(0, 0, 24, 24);
        pen.setColor(Color.getHSBColor(random.nextFloat(), 0.8f, 0.7f));
        pen.fillOval(3 + random.nextInt(4), 3 + random.nextInt(4), 14, 14);
        pen.dispose();
        return image;
    }
}
