package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of runs in a browser: asked, ordered, grouped, written on, and kept as a view, by mouse and by keyboard alone.
@Tag("browser")
class TableStoryTest {
    private static final List<Double> RATES = List.of(0.0001, 0.0002, 0.0004);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static String project;
    private static Page page;
    private static final List<Long> runs = new ArrayList<>();

    @BeforeAll static void train() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1");
        browser = new Browser();
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        for (double rate : RATES) {
            var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "name", "Rate " + rate,
                    "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4, "learningRate", rate),
                    "training", Map.of("steps", 60, "batchSize", 4, "reportEvery", 5, "sampleEvery", 30, "checkpointEvery", 60)));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            runs.add(answer.body().get("number").asLong());
        }
        runs.forEach(run -> ada.await("/api/v1/runs/" + run, one -> one.get("state").asText().equals("SUCCEEDED")));
        page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/runs");
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test void byMouse() {
        visit("/runs?cols=setting.learningRate,metric.generator");
        assertThat(rows()).hasCount(3);
        assertThat(page.locator(".run-table svg[role=img]").first()).isVisible();
        column("Learning rate").click();
        assertThat(page).hasURL(Pattern.compile(".*sort=setting.learningRate.*"));
        assertThat(rows().first()).containsText("Rate 1.0E-4");
        column("Learning rate").click();
        assertThat(page).hasURL(Pattern.compile(".*sort=-setting.learningRate.*"));
        assertThat(rows().first()).containsText("Rate 4.0E-4");

        checkbox(0).click();
        checkbox(1).click();
        assertThat(page.getByText("2 runs chosen")).isVisible();
        assertThat(page.locator(".tray a", new Page.LocatorOptions().setHasText("Compare"))).hasAttribute("href", "compare?runs=%d,%d".formatted(runs.get(1), runs.get(2)));
        Browser.shoot(page, "runs-table-chosen");
        button("Tag…").click();
        field("Tags to write, with spaces between them").fill("good paper");
        button("Save tags").click();
        assertThat(page.locator(".run-tag", new Page.LocatorOptions().setHasText("good"))).hasCount(2);

        button("Saved views").click();
        field("Save what is shown as").fill("Fast learners");
        button("Save view").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Fast learners"))).isVisible();
        visit("/runs");
        button("Saved views").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Fast learners")).click();
        assertThat(page).hasURL(Pattern.compile(".*sort=-setting.learningRate.*"));
        assertThat(rows().first()).containsText("Rate 4.0E-4");

        visit("/runs?group=setting.learningRate");
        assertThat(page.locator(".group-value")).hasCount(3);
        Browser.shoot(page, "runs-table-groups");
        page.locator(".group-value").first().click();
        assertThat(rows()).hasCount(1);
        var csv = new String(ada.bytes("/api/v1/projects/" + project + "/runs.csv?columns=learningRate&sort=number"), StandardCharsets.UTF_8).split("\r\n");
        assertThat(csv).hasSize(4);
        assertThat(csv[1]).contains("Rate 1.0E-4").endsWith(",1.0E-4");
        assertThat(browser.troubles()).isEmpty();
    }

    @Test void byKeyboardAlone() {
        visit("/runs");
        assertThat(rows()).hasCount(3);
        page.keyboard().press("/");
        page.keyboard().type("learningRate<0.0003 stat:done");
        assertThat(page.getByText("Character 21: The runs of this project have no \"stat\". Do you mean state?")).isVisible();
        Browser.shoot(page, "runs-table-problem");
        page.keyboard().press("Control+A");
        page.keyboard().type("learningRate<0.0003 state:done");
        assertThat(rows()).hasCount(2);
        assertThat(page.getByText("2 of 3")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*q=learningRate%3C0.0003%20state%3Adone.*"));
        assertThat(browser.troubles()).isEmpty();
    }

    /* ---- hands ---- */

    private static Locator rows() { return page.locator(".run-table .name"); }

    private static Locator checkbox(int row) { return page.locator("vaadin-grid.run-table vaadin-checkbox:not([id=selectAllCheckbox])").nth(row); }

    private static Locator column(String head) { return page.locator("vaadin-grid-sorter", new Page.LocatorOptions().setHasText(head)); }

    private static Locator field(String name) { return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private static Locator button(String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private static void visit(String path) {
        page.navigate(workbench.at(path).toString());
        assertThat(page.locator("h1").first()).isVisible();
    }
}
