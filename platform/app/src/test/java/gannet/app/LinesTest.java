package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How short a variant is: lines of code of each plugin, without blank lines, comments, the package and imports. The table in
/// docs/writing-a-plugin.md says what is counted here.
class LinesTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root"));
    private static final Pattern NO_CODE = Pattern.compile("\\s*|\\s*//.*|(package|import) .*");
    private static final Pattern ROW = Pattern.compile("\\| \\[`plugins/([a-z0-9]+)`]\\(\\.\\./plugins/\\1\\) \\|[^|]*\\| (\\d+) \\|");

    @Test void theTableOfLinesIsTrue() throws IOException {
        var counted = new TreeMap<String, Long>();
        try (var plugins = Files.list(ROOT.resolve("plugins"))) {
            for (var plugin : plugins.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList()) {
                counted.put(String.valueOf(plugin.getFileName()), lines(plugin));
            }
        }
        var told = new TreeMap<String, Long>();
        var rows = ROW.matcher(Files.readString(ROOT.resolve("docs/writing-a-plugin.md")));
        while (rows.find()) {
            told.put(rows.group(1), Long.parseLong(rows.group(2)));
        }
        assertThat(told).as("lines of code by plugin, as docs/writing-a-plugin.md tells them").isEqualTo(counted);
    }

    @Test void variantsAreAsShortAsPromised() throws IOException {
        assertThat(lines(ROOT.resolve("plugins/dcgan"))).as("DCGAN").isLessThanOrEqualTo(100);
        assertThat(lines(ROOT.resolve("plugins/wgangp"))).as("WGAN-GP beyond DCGAN").isLessThanOrEqualTo(40);
        assertThat(lines(ROOT.resolve("plugins/cyclegan"))).as("CycleGAN").isLessThanOrEqualTo(250);
    }

    private static long lines(Path plugin) throws IOException {
        try (var files = Files.walk(plugin.resolve("src/main/java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java")).toList();
            long lines = 0;
            for (var source : sources) {
                try (Stream<String> all = Files.lines(source)) {
                    lines += all.filter(line -> !NO_CODE.matcher(line).matches()).count();
                }
            }
            return lines;
        }
    }
}
