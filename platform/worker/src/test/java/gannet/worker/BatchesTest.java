package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.data.Painted;
import gannet.parameters.Settings;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.Training;
import gannet.spi.Augmentation;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run does about its data before its first step.
class BatchesTest {
    private static final DataSpec CAPTIONED = new DataSpec.Captioned(new Media.Images(3, 16), new Text.Words(8, 10));

    @TempDir static Path shared;
    @TempDir Path folder;
    private static String hash = "";

    @BeforeAll static void paint() throws IOException { hash = Painted.SHAPES.write(shared.resolve("painted"), 40, 16, 7).hash(); }

    private RunDirectory run(String name, String dataHash, Order.@Nullable Fork fork) {
        var plugin = new Order.Plugin("id", "1", "", Path.of("plugin.jar"));
        var training = Settings.bind(Training.class, Map.of("batchSize", 4));
        return RunDirectory.create(folder.resolve(name), new Order(name, plugin, "variant", new TreeMap<>(), training,
                new Order.Data("Painted", shared.resolve("painted"), dataHash), "cpu", 1, fork));
    }

    private static void open(RunDirectory run, DataSpec spec) { Batches.open(run, spec, Augmentation.none()).close(); }

    @Test void wordsThatNetworksKnowByNumberAreKeptWithTheRun() throws IOException {
        var run = run("first", hash, null);
        open(run, CAPTIONED);

        assertThat(Files.readAllLines(run.vocabulary())).hasSize(9).doesNotHaveDuplicates().first().isEqualTo("a");
    }

    @Test void aRunKeepsItsWordsWhenItGoesOn() throws IOException {
        var run = run("resumed", hash, null);
        Files.writeString(run.vocabulary(), "its\nown\nwords\n");
        open(run, CAPTIONED);

        assertThat(Files.readAllLines(run.vocabulary())).containsExactly("its", "own", "words");
    }

    @Test void aForkKnowsTheWordsOfTheRunItBeginsFrom() throws IOException {
        var parent = run("parent", hash, null);
        Files.writeString(parent.vocabulary(), "known\nalready\n");
        var fork = run("fork", hash, new Order.Fork("parent", 10, parent.checkpoints().resolve("10")));
        open(fork, CAPTIONED);

        assertThat(Files.readAllLines(fork.vocabulary())).containsExactly("known", "already");
    }

    @Test void otherDataThanWereOrderedAreRefused() {
        var run = run("other", "0".repeat(64), null);

        assertThatThrownBy(() -> open(run, CAPTIONED)).hasMessageContaining("is not the one that was ordered");
        assertThat(run.vocabulary()).doesNotExist();
    }

    @Test void dataThatDoNotFitAreRefused() {
        var run = run("misfit", hash, null);

        assertThatThrownBy(() -> open(run, new DataSpec.Crops(3, 32, 4))).hasMessageContaining("40 of 40 pictures").hasMessageContaining("smaller than the crops of 32 × 32");
    }
}
