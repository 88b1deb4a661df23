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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of real runs: looked through, marked, taken away and brought back, in a browser.
@Tag("browser")
class GalleryStoryTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @TempDir static Path data;
    @TempDir static Path files;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static String project;
    private static Page page;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        page = browser.open(1280, 900, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/launch");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void picturesAreMarkedFoundAgainAndShownForWhatTheyAre() throws IOException {
        page.navigate(workbench.at("gallery").toString());
        assertThat(page.getByText("Here will be every picture that the project’s runs make.")).isVisible();
        Browser.shoot(page, "gallery-empty");
        var run = trained();
        byMouse();
        var taken = byKeyboard();
        broughtBack(taken);
        narrowAndDark();
        assertThat(browser.troubles()).isEmpty();
        filesThatAreGone(run);
    }

    private static JsonNode trained() {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"),
                "settings", TINY, "training", Map.of("steps", 60, "batchSize", 4, "sampleEvery", 20)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var run = ada.await("/api/v1/runs/1", now -> List.of("SUCCEEDED", "FAILED").contains(now.get("state").asText()));
        assertThat(run.get("state").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    private static void byMouse() {
        page.reload();
        var first = tiles().first();
        assertThat(first).hasAttribute("aria-label", Pattern.compile("Run 1, .*, step 60.*"));
        assertThat(first.locator("img")).hasJSProperty("complete", true);
        Browser.shoot(page, "gallery-wall");
        first.click();
        var picture = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("One picture"));
        assertThat(picture).containsText("Painted shapes 1");
        Browser.shoot(page, "gallery-picture");
        picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Star")).click();
        assertThat(picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Starred"))).isVisible();
        picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Boards…")).click();
        page.getByLabel("A new board").fill("Best of all");
        page.getByText("Add to new board").click();
        assertThat(page.getByLabel("Best of all", new Page.GetByLabelOptions().setExact(true))).isChecked();
        page.getByText("Done", new Page.GetByTextOptions().setExact(true)).click();
        picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
        assertThat(page).hasURL(workbench.at("gallery").toString());
        tiles().nth(2).dragTo(page.locator("gallery-rail .board"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Best of all")).click();
        assertThat(page).hasURL(Pattern.compile(".*/gallery\\?board=.*"));
        assertThat(tiles()).hasCount(2);
        page.goBack();
        assertThat(page.getByLabel("Only each run’s last step")).isVisible();
        page.getByLabel("Only each run’s last step").check();
        assertThat(page).hasURL(Pattern.compile(".*last=true"));
        assertThat(page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("step 40")))).hasCount(0);
    }

    /// @return the file of a picture
    private static Path byKeyboard() {
        page.locator("h1").click(); // letters are no keys in a field
        page.keyboard().press("g");
        page.keyboard().press("g");
        assertThat(page).hasURL(workbench.at("gallery").toString());
        assertThat(tiles().first()).isVisible();
        page.locator(".wall").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Space");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(page.getByText("2 pictures chosen")).isVisible();
        page.keyboard().press("t");
        page.keyboard().type("Odd");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("odd", new Page.GetByLabelOptions().setExact(true))).isChecked();
        Browser.shoot(page, "gallery-tags");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(page.getByText("2 pictures chosen")).hasCount(0);
        page.navigate(workbench.at("gallery?tag=odd&variant=dcgan").toString());
        assertThat(tiles()).hasCount(2);
        page.locator(".wall").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowRight");
        assertThat(page).hasURL(Pattern.compile(".*id=\\d+-\\d+"));
        page.keyboard().press("s");
        var picture = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("One picture"));
        assertThat(picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Starred"))).isVisible();
        page.reload();
        assertThat(picture).containsText("Passport");
        var download = page.waitForDownload(() -> page.keyboard().press("d"));
        assertThat(download.suggestedFilename()).matches("gannet-run1-step60-\\d+\\.png");
        var file = files.resolve(download.suggestedFilename());
        download.saveAs(file);
        page.keyboard().press("Escape");
        assertThat(picture).isHidden();
        page.navigate(workbench.at("gallery?starred=true").toString());
        assertThat(tiles()).hasCount(2);
        return file;
    }

    private static void broughtBack(Path taken) throws IOException {
        dropped(taken);
        assertThat(found()).containsText(Pattern.compile("This is picture \\d+ of run 1 at step 60\\."));
        Browser.shoot(page, "gallery-found");
        found().getByText("Show the picture").click();
        assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("One picture"))).containsText("Run 1 at step 60");
        page.keyboard().press("Escape");

        var stripped = files.resolve("stripped.png");
        var pixels = ImageIO.read(taken.toFile());
        var copy = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(pixels, 0, 0, null);
        ImageIO.write(copy, "png", stripped.toFile());
        page.locator("gannet-finder input[type=file]").setInputFiles(stripped);
        assertThat(found()).containsText(Pattern.compile("Its pixels are those of picture \\d+ of run 1 at step 60"));
        found().getByText("Open run 1").click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/1\\?step=60.*"));

        page.navigate(workbench.at("gallery").toString());
        assertThat(tiles().first()).isVisible();
        var sent = ada.post("/api/v1/pictures/find", Map.of());
        assertThat(sent.status()).isEqualTo(400);
        assertThat(sent.body().get("detail").asText()).contains("it is no PNG");
    }

    private static Locator found() { return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Whose picture it is")); }

    private static void dropped(Path file) throws IOException {
        var transfer = page.evaluateHandle("""
                ([name, content]) => {
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name, { type: 'image/png' }));
                    return transfer;
                }""", Arrays.asList(file.getFileName().toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
        page.locator(".side-of-wall").dispatchEvent("dragover", Map.of("dataTransfer", transfer));
        page.locator(".side-of-wall").dispatchEvent("drop", Map.of("dataTransfer", transfer));
    }

    private static void narrowAndDark() {
        var narrow = browser.open(390, 844, ColorScheme.DARK, page);
        narrow.navigate(workbench.at("gallery").toString());
        assertThat(narrow.locator(".tile").first()).isVisible();
        assertThat((boolean) narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("nothing is wider than the page").isTrue();
        Browser.shoot(narrow, "gallery-narrow-dark");
        narrow.locator(".tile").nth(4).click();
        assertThat(narrow.getByText("Passport", new Page.GetByTextOptions().setExact(true))).isVisible();
        Browser.shoot(narrow, "gallery-picture-narrow-dark");
        narrow.close();
    }

    /// A browser's own complaints about pictures that do not come are what is to be expected here.
    private static void filesThatAreGone(JsonNode run) throws IOException {
        var samples = data.resolve("runs").resolve(run.get("id").asText()).resolve("samples");
        try (var all = Files.list(samples)) {
            var sheets = all.sorted().toList();
            Files.delete(sheets.getFirst());
            var half = Files.readAllBytes(sheets.getLast());
            Files.write(sheets.getLast(), Arrays.copyOf(half, half.length / 2));
        }
        var fresh = browser.open(1280, 900, ColorScheme.DARK, page);
        fresh.navigate(workbench.at("gallery").toString());
        assertThat(fresh.getByText(Pattern.compile("(The file with the samples of run 1 at step \\d+ is damaged: it ends too early|The samples of run 1 at step \\d+ are no longer on the disk)\\.")).first()).isVisible();
        Browser.shoot(fresh, "gallery-damaged");
        fresh.locator(".tile").first().click();
        assertThat(fresh.getByText("Passport", new Page.GetByTextOptions().setExact(true))).isVisible();
        fresh.close();
        var foreign = files.resolve("foreign.png");
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", foreign.toFile());
        page.locator("gannet-finder input[type=file]").setInputFiles(foreign);
        assertThat(found()).containsText("This picture is not known here.");
        found().getByText("Close").click();
    }

    private static Locator tiles() { return page.locator(".tile"); }
}
