package gannet.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.experiment.Bench;
import gannet.server.file.FilePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantsTest {
    @TempDir Path folder;
    private final Bench bench = new Bench();

    @AfterEach void close() { bench.close(); }

    private Variants open(String bundles) {
        var data = folder.resolve("data");
        return Variants.open(bench.storage, Variants.startHost(data), new FilePlaces(data.resolve("files")), folder.resolve(bundles), data, Clock.systemUTC());
    }

    @Test void aDamagedPluginIsLeftOutAndTheServerStaysUp() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("plugins")).resolve("broken.jar"), "this is no jar");
        try (var variants = open("plugins")) {
            assertThat(variants.list(bench.ada)).isEmpty();
        }
    }

    @Test void aMissingFolderOfPluginsGivesNoVariants() {
        try (var variants = open("nowhere")) {
            assertThat(variants.list(bench.ada)).isEmpty();
            assertThatThrownBy(() -> variants.find(bench.ada, "dcgan")).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.ABSENT);
                assertThat(problem).hasMessage("There is no variant \"dcgan\"; no plugin is installed.");
            });
        }
    }

    @Test void aPinnedPluginThatIsGoneIsNamedWithTheWayOut() {
        try (var variants = open("nowhere")) {
            assertThatThrownBy(() -> variants.pinned("0".repeat(64))).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("SHA-256 000000000000…").hasMessageContaining("Put the same file back");
        }
    }
}
