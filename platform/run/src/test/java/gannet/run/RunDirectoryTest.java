package gannet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir Path folder;

    @Test void anOrderIsReadAsItWasWritten() {
        var order = order();
        RunDirectory.create(folder.resolve("run"), order);
        assertThat(RunDirectory.open(folder.resolve("run")).order()).isEqualTo(order);
    }

    @Test void aFolderHoldsOneRun() {
        RunDirectory.create(folder, order());
        assertThatThrownBy(() -> RunDirectory.create(folder, order()))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.CONFLICT))
                .hasMessage(folder + " holds a run already; choose another folder.");
    }

    @Test void saysThatThereIsNoRun() {
        assertThatThrownBy(() -> RunDirectory.open(folder)).hasMessage("There is no run in " + folder + ": it has no order.json.");
    }

    @Test void anEndIsReadAndForgotten() {
        var directory = RunDirectory.create(folder, order());
        var exit = new Exit(Exit.Outcome.FAILED, Exit.Fault.USER, 7, "generator became NaN", Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(directory.exit()).isEmpty();
        directory.end(exit);
        assertThat(directory.exit()).contains(exit);
        directory.reopen();
        assertThat(directory.exit()).isEmpty();
    }

    @Test void anEndOfAnEarlierVersionSaysNothingOfRoom() throws IOException {
        var directory = RunDirectory.create(folder, order());
        Files.writeString(folder.resolve("exit.json"), """
                {"outcome": "FAILED", "fault": "MACHINE", "step": 7, "reason": "Killed.", "time": "2026-01-02T03:04:05Z"}""");
        assertThat(directory.exit()).contains(new Exit(Exit.Outcome.FAILED, Exit.Fault.MACHINE, 7, "Killed.", Instant.parse("2026-01-02T03:04:05Z"), null));
    }

    @Test void roomForALastWordIsGivenBackWithIt() throws IOException {
        var directory = RunDirectory.create(folder, order());
        directory.reserveLastWord();
        assertThat(folder.resolve(".exit.json.reserved")).hasSize(16_384);
        directory.end(new Exit(Exit.Outcome.FINISHED, Exit.Fault.NONE, 7, "", Instant.EPOCH));
        assertThat(folder.resolve(".exit.json.reserved")).doesNotExist();
    }

    @Test void aRequestStaysUntilItIsAnswered() {
        var directory = RunDirectory.create(folder, order());
        directory.ask(RunDirectory.Request.SAMPLE);
        directory.ask(RunDirectory.Request.SAMPLE);
        assertThat(directory.isAsked(RunDirectory.Request.SAMPLE)).isTrue();
        assertThat(directory.isAsked(RunDirectory.Request.STOP)).isFalse();
        directory.answered(RunDirectory.Request.SAMPLE);
        assertThat(directory.isAsked(RunDirectory.Request.SAMPLE)).isFalse();
    }

    @Test void aDamagedOrderIsNamed() throws IOException {
        var directory = RunDirectory.create(folder, order());
        Files.writeString(folder.resolve("order.json"), "{");
        assertThatThrownBy(directory::order).isInstanceOf(ProblemException.class).hasMessageContaining("order.json is not the JSON that is expected");
    }

    @Test void aReaderIgnoresWhatANewerWriterAdds() {
        var text = Json.text(new Exit(Exit.Outcome.FINISHED, Exit.Fault.NONE, 1, "", Instant.EPOCH));
        assertThat(Json.read("exit.json", text.replace("{", "{\"mood\":\"good\","), Exit.class).step()).isEqualTo(1);
    }

    @Test void anInterruptedWriteLeavesTheOldFile() throws IOException {
        var file = folder.resolve("state.json");
        Durable.write(file, "old");
        Files.writeString(Durable.temporary(file), "half of the n");
        assertThat(file).hasContent("old");
        Durable.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    static Order order() {
        return new Order("run-1", new Order.Plugin("org.gannet.plugin.dcgan", "0.1.0", "ab".repeat(32), Path.of("/plugins/dcgan.jar")),
                "dcgan", new TreeMap<>(Map.of("imageSize", 16L, "learningRate", 0.0002, "loss", "HINGE", "mirror", true)),
                Settings.defaults(Training.class), new Order.Data("painted", Path.of("/data/painted"), "cd".repeat(32)), "cpu", 1, null);
    }
}
