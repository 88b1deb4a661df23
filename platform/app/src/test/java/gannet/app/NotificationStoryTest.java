package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import gannet.parameters.Json;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a person is told of their runs, in a real browser and by a real webhook. Each part goes on where the one before it
/// ended, so it is one test.
@Tag("browser")
class NotificationStoryTest {
    @TempDir static Path folder;
    private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
    private static HttpServer hook;
    private static Workbench workbench;
    private static Visitor ada;
    private static Browser browser;
    private static Page page;

    @BeforeAll static void start() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            HEARD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        workbench = Workbench.start(folder.resolve("data"), "--cpu-slots", "1", "--cpu-threads", "1", "--webhook-hosts", "127.0.0.1:" + hook.getAddress().getPort());
        ada = Visitor.first(workbench);
        browser = new Browser();
        page = browser.open(1280, 800, ColorScheme.LIGHT);
    }

    @AfterAll static void stop() {
        Browser.shoot(page, "notifications-last");
        browser.close();
        workbench.close();
        hook.stop(0);
    }

    @Test void aPersonIsTold() throws InterruptedException {
        Browser.signIn(page, workbench, "ada@example.org", "/settings/notifications");
        whatCannotBeWishedIsSaidAtItsField();
        aTestComesToTheWebhook();
        theEndOfARunComesToTheBellAndToTheWebhook();
        everythingIsGoodToLookAt();
        theBellLeadsToTheRunAndKnowsThatItWasRead();
        assertThat(browser.troubles()).isEmpty();
    }

    private static void whatCannotBeWishedIsSaidAtItsField() {
        assertThat(page.getByText("The administrator has not set mail up")).isVisible();
        field("A run waits longer than").fill("-5");
        field("Address").fill("https://elsewhere.example.org/");
        button("Save").click();
        assertThat(page.getByText("This server does not send to elsewhere.example.org")).isVisible();
        assertThat(page.getByText("from 0 to 10080")).isVisible();
        Browser.shoot(page, "notification-settings-wrong");
    }

    private static void aTestComesToTheWebhook() throws InterruptedException {
        field("A run waits longer than").fill("30");
        field("Address").fill("http://127.0.0.1:" + hook.getAddress().getPort() + "/hooks/1");
        button("Save").click();
        assertThat(page.getByText("Messages are signed with")).isVisible();
        button("Send a test").click();
        assertThat(page.getByText("It answered 204.")).isVisible();
        assertThat(heard().get("kind").asText()).isEqualTo("TEST");
    }

    private static void theEndOfARunComesToTheBellAndToTheWebhook() throws InterruptedException {
        page.navigate(at("/queue"));
        assertThat(page.locator("h1")).isVisible();
        page.evaluate("window.sameDocument = true");
        launch();

        assertThat(bell()).hasAttribute("aria-label", "Notifications, 1 unread", new LocatorAssertions.HasAttributeOptions().setTimeout(120_000));
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        var message = heard();
        assertThat(message.get("kind").asText()).isEqualTo("FINISHED");
        assertThat(message.get("link").asText()).isEqualTo(at("/runs/1"));
        assertThat(ada.get("/api/v1/notifications").body().get("unread").asLong()).isEqualTo(1);
    }

    private static void everythingIsGoodToLookAt() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                var visitor = browser.open(width, width == 390 ? 844 : 800, scheme, page);
                var name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                visitor.navigate(at("/settings/notifications"));
                assertThat(visitor.getByText("Sent", new Page.GetByTextOptions().setExact(true))).isVisible();
                assertThat(visitor.evaluate("document.scrollingElement.scrollWidth <= innerWidth")).as("the settings fit %d pixels", width).isEqualTo(true);
                visitor.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", "notification-settings-" + name + ".png")));
                visitor.locator("h1").click();
                visitor.keyboard().press("b");
                assertThat(visitor.locator(".notification").first()).isVisible();
                Browser.shoot(visitor, "bell-" + name);
                visitor.keyboard().press("Escape");
                assertThat(visitor.locator(".notification").first()).not().isVisible();
                visitor.context().close();
            }
        }
    }

    private static void theBellLeadsToTheRunAndKnowsThatItWasRead() {
        bell().click();
        page.locator("a.notification", new Page.LocatorOptions().setHasText("Run 1 finished")).click();

        assertThat(page).hasURL(Pattern.compile(".*/runs/1$"));
        assertThat(bell()).hasAttribute("aria-label", "Notifications");
        assertThat(ada.get("/api/v1/notifications").body().get("notifications").get(0).get("read").asBoolean()).isTrue();
    }

    private static void launch() {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes,
                "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4), "training", Map.of("steps", 20, "batchSize", 4)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static JsonNode heard() throws InterruptedException {
        var message = HEARD.poll(60, TimeUnit.SECONDS);
        assertThat(message).as("a message to the webhook").isNotNull();
        return Json.read("message", message, JsonNode.class);
    }

    private static Locator bell() { return page.locator(".me .bell > vaadin-button"); }

    private static Locator button(String name) { return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)); }

    private static Locator field(String label) { return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true)); }

    private static String at(String path) { return workbench.at(path).toString(); }
}
