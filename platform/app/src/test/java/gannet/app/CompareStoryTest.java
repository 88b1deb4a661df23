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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sweep of three runs and one that translates pictures, beside each other in a real browser.
@Tag("browser")
class CompareStoryTest {
    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static String project;
    private static Page page;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "2", "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        launch("dcgan", "Painted shapes", Map.of("imageSize", 8, "width", 4, "latentSize", 4),
                Map.of("steps", 60, "batchSize", 4, "reportEvery", 1, "sampleEvery", 20, "checkpointEvery", 1000),
                Map.of("axes", Map.of("learningRate", List.of(0.001, 0.002, 0.004))));
        launch("cyclegan", "Painted styles", Map.of("imageSize", 32, "width", 4, "residualBlocks", 1),
                Map.of("steps", 6, "batchSize", 2, "reportEvery", 1, "sampleEvery", 3, "checkpointEvery", 1000), Map.of());
        for (int run = 1; run <= 4; run++) {
            var ended = ada.await("/api/v1/runs/" + run, now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        page = signedIn();
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void runsAreComparedByMouse() {
        theRunPageLeadsHereAndAFieldAddsTheOthers();
        picturesStandAtOneStep();
        curvesLieOverEachOther();
        onlyWhatDiffersIsListed();
        aRangeOfAnAxisSelectsRuns();
        inputAndOutputSlideOverEachOther();
        allOfItStandsInTheAddress();
        assertThat(troubles()).isEmpty();
    }

    @Test void theHousesLinkLeadsToAnEmptyPageAgain() {
        page.navigate(at("/compare"));
        page.locator("vaadin-combo-box input").fill("0.002");
        page.locator("vaadin-combo-box-item", new Page.LocatorOptions().setHasText("0.002")).first().click();
        assertThat(page).hasURL(Pattern.compile(".*/compare\\?runs=2"));
        assertThat(page.getByText("This is one run alone.")).isVisible();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Compare").setExact(true)).first().click();

        assertThat(page.getByText("Choose two runs or more by the field above")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/compare$"));
        assertThat(page.locator("gannet-compare-legend")).hasCount(0);
    }

    private static void theRunPageLeadsHereAndAFieldAddsTheOthers() {
        page.navigate(at("/runs/1"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Compare").setExact(true)).last().click();
        assertThat(page).hasURL(Pattern.compile(".*/compare\\?runs=1$"));
        assertThat(page.getByText("This is one run alone.")).isVisible();
        var field = page.locator("vaadin-combo-box input");
        field.fill("0.002");
        page.locator("vaadin-combo-box-item", new Page.LocatorOptions().setHasText("0.002")).first().click();
        assertThat(page).hasURL(Pattern.compile(".*/compare\\?runs=1,2.*"));
        assertThat(page.locator("gannet-compare-legend li")).hasCount(2);
    }

    private static void picturesStandAtOneStep() {
        page.navigate(at("/compare?runs=1,2,3"));
        assertThat(page.locator("gannet-compare-pictures figure")).hasCount(3);
        shoot("compare-pictures");
        page.locator("gannet-lock-step input").evaluate("slider => { slider.value = 1; slider.dispatchEvent(new Event('input')); }");

        assertThat(page.locator("gannet-compare-pictures .when").first()).containsText("step 20");
        assertThat(page).hasURL(Pattern.compile(".*step=20.*"));
        assertThat(page.locator("gannet-compare-pictures img").nth(2)).hasAttribute("src", "/api/v1/runs/3/samples/20");
    }

    private static void curvesLieOverEachOther() {
        tab("Curves").click();
        assertThat(page.locator("gannet-overlay canvas").first()).isVisible();
        assertThat(page.locator("gannet-overlay .values").first()).containsText(Pattern.compile("A .*B .*C "));
        var chart = page.locator("gannet-overlay .plot").first();
        var before = chart.screenshot();
        page.locator("gannet-compare-legend .run").nth(1).click();

        assertThat(page).hasURL(Pattern.compile(".*off=2.*"));
        page.mouse().move(0, 0);
        page.waitForCondition(() -> !Arrays.equals(before, chart.screenshot()));
        page.getByLabel("Logarithmic").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Time").setExact(true)).click();
        assertThat(page).hasURL(Pattern.compile(".*x=time.*log=1.*"));
        shoot("compare-curves");
        page.getByText("Show all", new Page.GetByTextOptions().setExact(true)).click();
    }

    private static void onlyWhatDiffersIsListed() {
        tab("Settings").click();
        var table = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Settings"));
        assertThat(table.locator("tbody tr")).hasCount(1);
        assertThat(table.locator("tbody td")).hasText(new String[] {"0.001", "0.002", "0.004"});
        shoot("compare-settings");
        page.getByText(Pattern.compile("Show \\d+ that are the same")).click();
        assertThat(table.locator("tbody th").filter(new Locator.FilterOptions().setHasText("Variant"))).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*same=1.*"));
    }

    private static void aRangeOfAnAxisSelectsRuns() {
        tab("Sweep").click();
        assertThat(page.locator("gannet-compare-sweep polyline")).hasCount(3);
        assertThat(page.locator("gannet-compare-sweep circle")).hasCount(3);
        var grip = page.locator("gannet-compare-sweep .grip").first().boundingBox();
        page.mouse().move(grip.x + grip.width / 2, grip.y + grip.height - 2);
        page.mouse().down();
        page.mouse().move(grip.x + grip.width / 2, grip.y + grip.height * 0.7);
        page.mouse().up();

        assertThat(page.getByText("1 of 3 runs are within the ranges")).isVisible();
        shoot("compare-sweep");
        page.getByText("Compare only these 1").click();
        assertThat(page.locator("gannet-compare-legend li")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*runs=1&.*"));
    }

    private static void inputAndOutputSlideOverEachOther() {
        page.navigate(at("/compare?runs=4,1&tab=pairs"));
        var frame = page.locator("gannet-before-after .frame");
        assertThat(frame).isVisible();
        assertThat(page.locator("gannet-before-after .words.l")).containsText("A at 6");
        shoot("compare-pairs");
        var before = frame.screenshot();
        var box = frame.boundingBox();
        page.mouse().click(box.x + box.width * 0.2, box.y + box.height / 2);
        page.waitForCondition(() -> !Arrays.equals(before, frame.screenshot()));
        assertThat(page).hasURL(Pattern.compile(".*at=0\\.[12]\\d*.*"));
        page.mouse().wheel(0, -480);

        assertThat(page).hasURL(Pattern.compile(".*scale=4&.*"));
        assertThat(page.getByText("Show all of it")).isVisible();
    }

    private static void allOfItStandsInTheAddress() {
        var address = page.url();
        page.reload();
        assertThat(page.locator("gannet-before-after .frame")).hasAttribute("aria-valuetext", Pattern.compile(".*enlarged 4\\.0 times"));
        assertThat(page.url()).isEqualTo(address);
    }

    /// Otherwise the addresses that the page's first answer names are not those that its scripts ask for.
    @Test void figuresComeWithThePageAndOnce() {
        var visitor = signedIn();
        visitor.navigate(at("/runs/1"));
        assertThat(visitor.locator("gannet-chart canvas").first()).isVisible();
        assertThat(fetches(visitor)).hasSize(6).containsOnly(1);
        visitor.navigate(at("/compare?runs=1,2,3"));
        assertThat(visitor.locator("gannet-compare-legend li")).hasCount(3);
        assertThat(fetches(visitor)).containsExactly(1);
    }

    /// How often each address was fetched that the page's first answer names.
    @SuppressWarnings("unchecked") // what the script collects
    private static List<Integer> fetches(Page visitor) {
        return (List<Integer>) visitor.evaluate("""
                () => [...document.querySelectorAll('link[rel=preload][as=fetch]')]
                    .map(link => performance.getEntriesByType('resource').filter(entry => entry.name === link.href).length)""");
    }

    @Test void runsAreComparedByKeyboardAlone() {
        var keys = signedIn();
        keys.navigate(at("/runs"));
        assertThat(keys.locator("h1").first()).isVisible();
        keys.keyboard().press("g");
        keys.keyboard().press("c");
        assertThat(keys).hasURL(Pattern.compile(".*/compare$"));
        assertThat(keys.getByText("Choose two runs or more")).isVisible();
        Browser.shoot(keys, "compare-empty");
        keys.keyboard().press("/");
        keys.keyboard().type("Painted styles");
        assertThat(keys.locator("vaadin-combo-box-item").first()).containsText("CycleGAN");
        keys.keyboard().press("ArrowDown");
        keys.keyboard().press("Enter");
        assertThat(keys.locator("gannet-compare-legend li")).hasCount(1);
        keys.locator("[role=tab][aria-selected=true]").focus();
        keys.keyboard().press("ArrowRight");
        assertThat(keys.locator("gannet-before-after .frame")).isVisible();
        keys.locator("gannet-before-after .frame").focus();
        keys.keyboard().press("ArrowLeft");
        assertThat(keys).hasURL(Pattern.compile(".*at=0\\.49.*"));
        keys.keyboard().press("+");
        assertThat(keys).hasURL(Pattern.compile(".*scale=1\\.5.*"));
        keys.locator("body").evaluate("() => document.activeElement.blur()");
        keys.evaluate("() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; at?.blur(); }");
        keys.keyboard().press("ArrowLeft");
        assertThat(keys).hasURL(Pattern.compile(".*step=3.*"));
    }

    @Test void whatCannotBeComparedIsSaid() {
        var strange = signedIn();
        strange.navigate(at("/compare?runs=1,4711,4"));
        assertThat(strange.getByText("There is no run 4711, or it is not shared with you.")).isVisible();
        assertThat(strange.locator("gannet-compare-legend li")).hasCount(2);
        strange.navigate(at("/compare?runs=" + LongStream.rangeClosed(1, 101).mapToObj(Long::toString).collect(Collectors.joining(","))));
        assertThat(strange.getByText("At most 100 runs are compared at once, not 101; leave out some.")).isVisible();
        assertThat(ada.get("/api/v1/compare/curves?runs=1,4711&metric=generator").status()).isEqualTo(404);
        assertThat(ada.get("/api/v1/compare?runs=1,two").body().get("detail").asText()).contains("\"two\" is none");
    }

    @Test void theServerComparesRunsOfDifferentVariantsByName() {
        var table = ada.get("/api/v1/compare?runs=1,4").body();
        var imageSize = named(table, "imageSize");
        assertThat(imageSize.get("values").get(0).asInt()).isEqualTo(8);
        assertThat(imageSize.get("values").get(1).asInt()).isEqualTo(32);
        assertThat(named(table, "latentSize").get("values").get(1).isNull()).isTrue();
        assertThat(named(table, "seed").get("same").asBoolean()).isTrue();
        var curves = ada.get("/api/v1/compare/curves?runs=1,2,3,4&metric=generator&metric=cycle").body();
        assertThat(curves).hasSize(2);
        assertThat(curves.get(0).get("runs")).hasSize(3);
        assertThat(curves.get(0).get("at")).hasSize(60);
    }

    private static JsonNode named(JsonNode table, String name) {
        for (var setting : table.get("settings")) {
            if (setting.get("name").asText().equals(name)) {
                return setting;
            }
        }
        throw new AssertionError("There is no setting " + name + " in " + table);
    }

    private static void launch(String variant, String set, Map<String, Object> settings, Map<String, Object> training, Map<String, Object> sweep) {
        var body = new HashMap<String, Object>(Map.of(
                "variant", variant, "dataSet", ada.dataSet(project, set), "settings", settings, "training", training));
        if (!sweep.isEmpty()) {
            body.put("sweep", sweep);
        }
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static Page signedIn() {
        var page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/runs");
        return page;
    }

    private static Locator tab(String name) { return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)); }

    /// Light and wide, dark and narrow.
    private static void shoot(String name) {
        Browser.shoot(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(390, 844);
        Browser.shoot(page, name + "-narrow-dark");
        page.setViewportSize(1280, 800);
        Browser.shoot(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /// Whoever signs in may still be asked whether they are; and what is refused is refused aloud.
    private static List<String> troubles() {
        return browser.troubles().stream().filter(trouble -> !trouble.contains("Failed to load resource: the server responded with a status of 4")).toList();
    }

    private static String at(String path) { return workbench.at(path).toString(); }
}
