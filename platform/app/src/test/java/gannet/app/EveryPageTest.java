package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every page in light and dark, on a wide screen and a telephone's: nothing is thrown, nothing stands beyond the window's edge,
/// and axe finds nothing serious. With `-Dgannet.pages=<folder>` it leaves a picture of each there, as docs/pages has them.
@Tag("browser")
class EveryPageTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 16, "width", 8, "latentSize", 8);
    private static final List<String> GRAVE = List.of("serious", "critical");

    @TempDir static Path data;
    private static final Map<String, String> PAGES = new LinkedHashMap<>();
    /// Those before signing in.
    private static final Map<String, String> DOORS = new LinkedHashMap<>();
    private static Workbench workbench;
    private static Browser browser;
    private static Page entrance;

    @BeforeAll static void start() throws IOException {
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        var ada = Visitor.first(workbench);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        var furniture = ada.dataSet(project, "Painted furniture");
        launch(ada, project, Map.of("variant", "dcgan", "dataSet", shapes, "name", "Sea birds", "settings", TINY,
                "training", Map.of("steps", 120, "batchSize", 16, "sampleEvery", 20, "checkpointEvery", 40, "reportEvery", 5)));
        launch(ada, project, Map.of("variant", "dcgan", "dataSet", shapes, "name", "Sea birds, faster", "settings",
                Map.of("imageSize", 16, "width", 8, "latentSize", 8, "learningRate", 0.001),
                "training", Map.of("steps", 120, "batchSize", 16, "sampleEvery", 20, "checkpointEvery", 40, "reportEvery", 5)));
        launch(ada, project, Map.of("variant", "3d-gan", "dataSet", furniture, "name", "Chairs", "settings", Map.of("side", 32, "width", 2, "latentSize", 8, "examined", 40),
                "training", Map.of("steps", 4, "batchSize", 4, "sampleEvery", 2)));
        for (int run = 1; run <= 3; run++) {
            ada.await("/api/v1/runs/" + run, now -> now.get("state").asText().equals("SUCCEEDED"));
        }
        ada.post("/api/v1/queue/hold", Map.of("reason", "New disks are coming")); // what trains would only slow the pages down
        for (var name : List.of("Terns", "Puffins")) {
            launch(ada, project, Map.of("variant", "dcgan", "dataSet", shapes, "name", name, "settings", TINY, "training", Map.of("steps", 1000, "batchSize", 16)));
        }
        PAGES.put("launch", "/launch");
        PAGES.put("launch-form", "/launch/dcgan");
        PAGES.put("queue", "/queue");
        PAGES.put("queue-rules", "/queue/rules");
        PAGES.put("runs", "/runs");
        PAGES.put("run", "/runs/1");
        PAGES.put("run-waiting", "/runs/5");
        PAGES.put("compare", "/compare?runs=1,2");
        PAGES.put("voxels", "/runs/3/voxels");
        PAGES.put("gallery", "/gallery");
        PAGES.put("storage", "/storage");
        PAGES.put("data-sets", "/data");
        PAGES.put("data-set", "/data/" + shapes);
        PAGES.put("plugins", "/plugins");
        PAGES.put("plugin", "/plugins/" + ada.get("/api/v1/plugins").body().get(0).get("sha256").asText());
        PAGES.put("notifications", "/settings/notifications");
        PAGES.put("account", "/account");
        PAGES.put("activity", "/activity");
        PAGES.put("team", "/team/" + URLEncoder.encode(ada.get("/api/v1/teams").body().get(0).get("name").asText(), StandardCharsets.UTF_8).replace("+", "%20"));
        PAGES.put("accounts", "/admin/accounts");
        PAGES.put("audit", "/admin/audit");
        PAGES.put("blind-test", "/ab/" + made(ada, "/api/v1/blind-tests", Map.of("a", 1, "b", 2)).get("id").asText());
        PAGES.put("shared", "/shared/" + made(ada, "/api/v1/shares", Map.of("runs", List.of(1), "days", 7)).get("token").asText());
        var team = ada.get("/api/v1/teams").body().get(0).get("id").asText();
        DOORS.put("sign-in", "/sign-in");
        DOORS.put("join", path(made(ada, "/api/v1/invitations", Map.of("team", team, "role", "MEMBER", "name", "Grace Hopper", "email", "grace@example.org"))));
        DOORS.put("reset", path(ada.post("/api/v1/people/" + ada.get("/api/v1/people").body().get(0).get("id").asText() + "/reset-link", Map.of()).body()));
        browser = new Browser();
        entrance = browser.open(1280, 900, ColorScheme.LIGHT);
        Browser.signIn(entrance, workbench, "ada@example.org", "/launch");
        assertThat(entrance.locator("main h1")).isVisible();
    }

    @AfterAll static void stop() {
        try {
            browser.close();
        } finally {
            workbench.close();
        }
    }

    private static void launch(Visitor ada, String project, Map<String, Object> what) { made(ada, "/api/v1/projects/" + project + "/experiments", what); }

    private static JsonNode made(Visitor ada, String where, Map<String, Object> what) {
        var answer = ada.post(where, what);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body();
    }

    private static String path(JsonNode withLink) { return URI.create(withLink.get("link").asText()).getPath(); }

    @TestFactory Stream<DynamicNode> everyPageIsWhole() { return looks(PAGES, entrance); }

    @TestFactory Stream<DynamicNode> everyDoorIsWhole() { return looks(DOORS, null); }

    private static Stream<DynamicNode> looks(Map<String, String> pages, @Nullable Page signedIn) {
        return Stream.of(new Look(1280, 900, ColorScheme.LIGHT), new Look(1280, 900, ColorScheme.DARK), new Look(390, 844, ColorScheme.LIGHT)).map(look -> {
            var page = browser.open(look.width(), look.height(), look.scheme(), signedIn);
            return DynamicContainer.dynamicContainer(look.toString(), pages.entrySet().stream()
                    .map(address -> DynamicTest.dynamicTest(address.getKey() + ", " + look, () -> look(page, address.getKey(), address.getValue(), look))));
        });
    }

    @Test void markupThatIsSmuggledInRunsNothing() {
        var page = browser.open(1280, 900, ColorScheme.LIGHT, entrance);
        var policy = page.navigate(workbench.at("/runs").toString()).headers().get("content-security-policy");
        assertThat(policy).startsWith("default-src 'self'; script-src 'self' 'nonce-").doesNotContain("http", "*", "script-src 'self' 'unsafe-inline'");
        assertThat(page.locator("main h1")).isVisible();

        var refused = page.waitForConsoleMessage(new Page.WaitForConsoleMessageOptions().setPredicate(message -> message.text().contains("Content Security Policy")),
                () -> page.evaluate("() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.smuggled = true\">'); }"));

        assertThat(refused.type()).isEqualTo("error");
        assertThat(page.evaluate("() => window.smuggled === true")).isEqualTo(false);
        page.context().close();
    }

    record Look(int width, int height, ColorScheme scheme) {
        @Override public String toString() { return width + " wide, " + scheme.name().toLowerCase(java.util.Locale.ROOT); }
    }

    private static void look(Page page, String name, String address, Look look) {
        int before = browser.troubles().size();
        page.navigate(workbench.at(address).toString());
        assertThat(page.locator("main h1, .shared h1")).isVisible(); // what is shared stands outside of the house
        assertThat(URI.create(page.url()).getPath()).as("the page that was asked for").isEqualTo(URI.create(address).getPath());
        page.waitForFunction("() => !document.querySelector('.v-loading-indicator[style*=block]') && document.fonts.status === 'loaded'");
        page.waitForFunction("() => [...document.images].every(image => image.complete || image.loading === 'lazy')");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).as("pixels beyond the right edge").isEqualTo(0);
        var folder = System.getProperty("gannet.pages", "");
        if (!folder.isEmpty()) {
            page.waitForFunction("() => performance.now() - Math.max(0, ...performance.getEntriesByType('resource').map(each => each.responseEnd)) > 1000");
            var file = "%s-%d-%s.jpg".formatted(name, look.width(), look.scheme().name().toLowerCase(java.util.Locale.ROOT));
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, file)).setType(ScreenshotType.JPEG).setQuality(82));
        }
        if (look.width() < 1000) {
            return; // what it would find there it has found on the wide page
        }
        var found = new AxeBuilder(page).analyze().getViolations().stream().filter(rule -> GRAVE.contains(rule.getImpact()))
                .flatMap(rule -> rule.getNodes().stream().map(node -> "%s (%s): %s".formatted(rule.getHelp(), rule.getImpact(), node.getHtml()))).toList();
        assertThat(found).as("what axe finds at " + address).isEmpty();
        assertThat(browser.troubles().subList(before, browser.troubles().size())).isEmpty();
    }
}
