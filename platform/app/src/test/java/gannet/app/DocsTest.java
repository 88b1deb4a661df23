package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Schema;
import gannet.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root")).toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void theReadmeNamesEveryModuleWithItsSentence() throws IOException {
        var modules = Pattern.compile("<module>(.*?)</module>").matcher(read("pom.xml")).results().map(found -> found.group(1)).toList();

        assertThat(read("README.md")).contains(modules.stream().map(DocsTest::row).toList());
    }

    private static String row(String module) {
        var description = Pattern.compile("<description>(.*?)</description>").matcher(read(module + "/pom.xml"));
        assertThat(description.find()).as("a description in " + module).isTrue();
        return "| [`%s`](%s) | %s |".formatted(module, module, description.group(1));
    }

    @Test
    void theOperatorsPageListsEverySetting() {
        var table = Schema.of(ServerSettings.class).parameters().stream()
                .map(setting -> "| `--%s` | %s | %s |".formatted(flag(setting.name()),
                        setting.value().isEmpty() ? "" : ("`" + setting.value() + "` " + setting.unit()).strip(), setting.help()))
                .collect(Collectors.joining("\n"));

        assertThat(read("docs/operating.md")).contains(table);
    }

    private static String flag(String name) { return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT); }

    @Test
    void everyDecisionIsInTheirIndex() throws IOException {
        try (var pages = Files.list(ROOT.resolve("docs/decisions"))) {
            var rows = pages.filter(page -> page.getFileName().toString().matches("\\d{4}-.*\\.md")).sorted()
                    .map(page -> "- [%s](%s)".formatted(title(page), page.getFileName())).toList();

            assertThat(read("docs/decisions/README.md")).contains(String.join("\n", rows));
        }
    }

    private static String title(Path page) { return read(ROOT.relativize(page).toString()).lines().findFirst().orElseThrow().substring(2); }

    @Test
    void noLinkLeadsNowhere() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            var pages = Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md"))).toList();

            assertThat(pages.stream().flatMap(page -> brokenLinks(page).stream())).isEmpty();
        }
    }

    private static List<String> brokenLinks(Path page) {
        return LINK.matcher(read(ROOT.relativize(page).toString())).results().map(found -> found.group(1))
                .filter(link -> !Files.exists(page.resolveSibling(link)))
                .map(link -> ROOT.relativize(page) + " → " + link).toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
