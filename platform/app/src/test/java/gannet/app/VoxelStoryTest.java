package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Solids of a run of 3D-GAN, turned in a real browser.
@Tag("browser")
class VoxelStoryTest {
    private static final int SIDE = 32;

    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static Page page;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        for (int run = 1; run <= 2; run++) {
            var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                    "variant", "3d-gan", "dataSet", ada.dataSet(project, "Painted furniture"), "settings", Map.of("side", SIDE, "width", 2, "latentSize", 8, "examined", 40),
                    "training", Map.of("steps", 6, "batchSize", 2, "reportEvery", 1, "sampleEvery", 3, "checkpointEvery", 1000, "seed", run)));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            var ended = ada.await("/api/v1/runs/" + run, now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/runs");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void aSolidIsTurnedCutAndTakenAway() throws IOException {
        page.navigate(at("/runs/1"));
        page.getByText("View in 3D").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/1/voxels\\?step=6&item=0"));
        var view = page.locator("gannet-voxel-view").first();
        assertThat(view).hasAttribute("data-drawn", Pattern.compile("\\d+"));
        // Young networks make nothing that is half full.
        threshold(lowestThatShowsSomething());
        var solid = settled(view);
        Browser.shoot(page, "voxels");
        assertThat(colours(solid)).as("faces in different light").isGreaterThan(20);

        var box = view.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + 120, box.y + box.height / 2 + 30, new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
        var turned = changed(view, solid);
        assertThat(page).hasURL(Pattern.compile(".*around=-1\\.85.*"));

        view.locator("canvas").focus();
        page.keyboard().press("ArrowRight");
        var further = changed(view, turned);
        page.keyboard().press("+");
        var nearer = changed(view, further);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("z").setExact(true)).click();
        var cut = changed(view, nearer);
        assertThat(page.locator("canvas.slice")).isVisible();
        Browser.shoot(page, "voxels-slice");
        threshold(0.98);
        changed(view, cut);
        dark();
        theSolidIsTakenAway();
        assertThat(browser.troubles()).noneMatch(trouble -> !trouble.contains("Failed to load resource: the server responded with a status of 4"));
    }

    @Test void farBackInTheHistoryAreTheSolidsOfTheRunThatTheAddressNames() {
        page.navigate(at("/runs/1/voxels?step=6&item=0"));
        page.getByText("Back to the run").click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/1$"));
        page.locator("a.crumb").click();
        page.locator(".run-table .name a[href='runs/2']").click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/2$"));
        page.getByText("View in 3D").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/runs/2/voxels\\?step=6&item=0"));
        var view = page.locator("gannet-voxel-view");
        assertThat(view).hasAttribute("data-drawn", Pattern.compile("\\d+"));

        page.waitForResponse(answer -> answer.url().contains("/runs/1/samples/6/voxels"), () -> page.evaluate("history.go(-4)"));

        assertThat(page).hasURL(Pattern.compile(".*/runs/1/voxels\\?step=6&item=0"));
        assertThat(page).hasTitle("Solids of run 1 · Gannet");
        assertThat(view).hasCount(1);
    }

    private static void theSolidIsTakenAway() throws IOException {
        var picture = page.waitForDownload(() -> page.getByText("Picture", new Page.GetByTextOptions().setExact(true)).click());
        assertThat(picture.suggestedFilename()).isEqualTo("run-1-step-6-solid-1.png");
        assertThat(ImageIO.read(picture.path().toFile()).getWidth()).isGreaterThan(200);
        var file = page.waitForDownload(() -> page.getByText("binvox", new Page.GetByTextOptions().setExact(true)).click());
        assertThat(file.suggestedFilename()).isEqualTo("run-1-step-6-solid-1.binvox");
        assertThat(Files.readString(file.path(), StandardCharsets.ISO_8859_1)).startsWith("#binvox 1\ndim 32 32 32\n");
    }

    private static void dark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.getByLabel("Another beside it").check();
        assertThat(page.locator("gannet-voxel-view")).hasCount(2);
        assertThat(page.locator("gannet-voxel-view").nth(1)).hasAttribute("data-drawn", Pattern.compile("\\d+"));
        threshold(lowestThatShowsSomething());
        settled(page.locator("gannet-voxel-view").nth(1));
        Browser.shoot(page, "voxels-two-dark");
        page.setViewportSize(390, 844);
        Browser.shoot(page, "voxels-narrow-dark");
        page.setViewportSize(1280, 800);
    }

    @Test void theNumbersAndFilesBehindASampleAreServed() {
        var numbers = ada.bytes("/api/v1/runs/1/samples/6/voxels?item=1");
        assertThat(numbers).hasSize(SIDE * SIDE * SIDE);
        double threshold = lowestThatShowsSomething();
        var blocks = new String(ada.bytes("/api/v1/runs/1/samples/6/solid?item=1&format=blocks&threshold=" + threshold), StandardCharsets.UTF_8);
        long filled = IntStream.range(0, numbers.length).filter(i -> (numbers[i] & 255) / 255f > threshold).count();
        assertThat(filled).isPositive();
        assertThat(blocks).startsWith("# Made by Gannet: run 1, step 6, solid 2");
        assertThat(blocks.lines().filter(line -> line.startsWith("f ")).count()).as("triangles of %d voxels", filled).isBetween(12L, 12 * filled);
        assertThat(ada.get("/api/v1/runs/1/samples/6/voxels?item=99").body().get("detail").asText()).startsWith("item must be from 0 to ");
        assertThat(ada.get("/api/v1/runs/1/samples/5/voxels").status()).isEqualTo(404);
        assertThat(ada.get("/api/v1/runs/1/samples/6/solid?threshold=2").body().get("detail").asText()).isEqualTo("threshold must be between 0 and 1, not 2.0.");
    }

    @Test void aFileThatIsCutShortIsSaidToBe() throws IOException {
        var run = ada.get("/api/v1/runs/1").body().get("id").asText();
        try (var files = Files.walk(data.resolve("runs").resolve(run).resolve("samples"))) {
            var npz = files.filter(file -> file.getFileName().toString().contains("3") && file.toString().endsWith(".npz")).findFirst().orElseThrow();
            var whole = Files.readAllBytes(npz);
            Files.write(npz, Arrays.copyOf(whole, whole.length / 3));
        }

        var answer = ada.get("/api/v1/runs/1/samples/3/voxels");

        assertThat(answer.body().get("detail").asText()).isEqualTo("The solids of run 1 at step 3 cannot be read: the file is cut short. Choose another step.");
        var other = browser.open(1280, 800, ColorScheme.LIGHT, page);
        other.navigate(at("/runs/1/voxels?step=3"));
        assertThat(other.getByText("the file is cut short")).isVisible();
    }

    /// In steps of the slider.
    private static double lowestThatShowsSomething() {
        var numbers = ada.bytes("/api/v1/runs/1/samples/6/voxels?item=0");
        var sorted = IntStream.range(0, numbers.length).map(i -> numbers[i] & 255).sorted().toArray();
        return Math.clamp(Math.floor(sorted[sorted.length * 9 / 10] / 255.0 * 50) / 50, 0.02, 0.96);
    }

    private static void threshold(double value) {
        page.getByLabel("Threshold").evaluate("(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }", value);
        assertThat(page.locator("label[for=threshold]")).containsText("%.2f".formatted(value));
    }

    /// Two pictures that are the same.
    private static byte[] settled(Locator view) {
        var last = new byte[][] {view.screenshot()};
        page.waitForCondition(() -> {
            var now = view.screenshot();
            boolean same = Arrays.equals(now, last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    private static byte[] changed(Locator view, byte[] before) {
        page.waitForCondition(() -> !Arrays.equals(before, view.screenshot()));
        return settled(view);
    }

    private static int colours(byte[] png) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        var colours = new HashSet<Integer>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours.size();
    }

    private static String at(String path) { return workbench.at(path).toString(); }
}
