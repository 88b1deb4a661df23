package gannet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What docs/writing-a-plugin.md shows: an empty folder, its own variant trained, installed in a running server, and launched
/// from a browser.
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenMinutesTest {
    private static final String SERVER = "http://127.0.0.1:8080";
    private static final int MOST_COMMANDS = 4;

    @TempDir static Path folder;
    private static Workbench workbench;
    private static Browser browser;
    private static Visitor ada;
    private static Author author;
    private static String token;

    /// A line that somebody types, and what is shown of the answer.
    private record Exchange(String command, List<String> answer) {}

    @BeforeAll static void start() throws Exception {
        workbench = Workbench.start(folder.resolve("data"), "--cpu-threads", "1", "--bubblewrap", Optional.ofNullable(System.getenv("GANNET_BWRAP")).orElse("bwrap"));
        ada = Visitor.first(workbench);
        token = ada.post("/api/v1/account/tokens", Map.of("name", "my computer", "scope", "EVERYTHING", "days", 1)).body().get("token").asText();
        browser = new Browser();
        author = new Author(Files.createDirectories(folder.resolve("author")));
    }

    @AfterAll static void stop() {
        browser.close();
        workbench.close();
    }

    @Test @Order(1) void theTranscriptIsWhatHappens() throws Exception {
        var transcript = transcript();
        assertThat(transcript).hasSizeLessThanOrEqualTo(MOST_COMMANDS);
        var where = folder.resolve("author");

        for (var exchange : transcript) {
            if (exchange.command().startsWith("cd ")) {
                where = where.resolve(exchange.command().substring("cd ".length()));
                continue;
            }
            var words = List.of(exchange.command().replace(SERVER, workbench.address().toString()).replaceAll("--token \\S+", "--token " + token).split(" "));
            assertThat(words.get(0)).endsWith("gannet");
            assertThat(words.get(1)).isEqualTo("plugin");
            var said = author.plugin(where, words.subList(2, words.size()));

            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).as(exchange.command()).containsPattern(exchange.answer().stream().map(TenMinutesTest::pattern).collect(Collectors.joining("[\\s\\S]*?")));
        }
        launchesFromTheBrowser();
    }

    private static void launchesFromTheBrowser() {
        var page = browser.open(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page, workbench, "ada@example.org", "/launch");
        page.locator("a.tile", new Page.LocatorOptions().setHasText("MyGan")).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch").setExact(true)).click();

        assertThat(page).hasURL(Pattern.compile(".*/runs/1$"));
        assertThat(page.locator("gannet-samples canvas.now")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        Browser.shoot(page, "ten-minutes");
        ada.post("/api/v1/runs/1/stop", Map.of());
        assertThat(ada.await("/api/v1/runs/1", now -> now.get("state").asText().equals("STOPPED")).get("step").asLong()).isPositive();
        assertThat(browser.troubles()).isEmpty();
    }

    @Test @Order(2) void whatIsSavedIsInstalledAndWhatNobodyLaunchedMakesRoom() throws Exception {
        var project = folder.resolve("author").resolve("my-gan");
        var source = project.resolve("src/main/java/org/example/mygan/MyGan.java");
        var first = ada.get("/api/v1/variants/my-gan").body();
        var log = folder.resolve("dev.txt");
        var develops = author.develops(project, log, List.of("dev", "--server", workbench.address().toString(), "--token", token));
        try {
            var second = ada.await("/api/v1/variants/my-gan", now -> !version(now).equals(version(first)));
            var text = Files.readString(source);
            Files.writeString(source, text.replace("leakyRelu(0.2),  ", "leakyRelu(0.2)))  "));
            awaits(log, "does not build");
            Files.writeString(source, text.replace("int latentSize", "int latentLength").replace("latentSize()", "latentLength()"));
            var third = ada.await("/api/v1/variants/my-gan", now -> now.get("settings").toString().contains("latentLength"));

            var kept = Stream.of(first, second, third).map(TenMinutesTest::version).toList();
            ada.await("/api/v1/plugins", now -> now.toString().contains(kept.get(0)) && !now.toString().contains(kept.get(1)) && now.toString().contains(kept.get(2)));
        } finally {
            develops.destroy();
            develops.waitFor();
        }
    }

    private static void awaits(Path log, String words) { ada.await("/health", _ -> read(log).contains(words)); }

    private static String version(JsonNode variant) { return variant.get("plugin").get("version").asText(); }

    /// The console block of the page.
    private static List<Exchange> transcript() {
        var block = Pattern.compile("(?s)```console\\n(.*?)```").matcher(read(Author.ROOT.resolve("docs/writing-a-plugin.md")));
        assertThat(block.find()).isTrue();
        var transcript = new ArrayList<Exchange>();
        for (var line : block.group(1).lines().toList()) {
            if (line.startsWith("$ ")) {
                transcript.add(new Exchange(line.substring(2), new ArrayList<>()));
            } else if (!line.isBlank()) {
                transcript.getLast().answer().add(line.strip());
            }
        }
        return transcript;
    }

    /// What "…" stands for differs from one time to the next.
    private static String pattern(String line) { return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")); }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(String path) { return workbench.at(path).toString(); }
}
