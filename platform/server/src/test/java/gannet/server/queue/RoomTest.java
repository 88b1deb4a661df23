package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final UUID RUN = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @TempDir Path runs;

    @Test void aRunThatLackedMoreThanThereIsWaitsUntilItsWordIsTakenBack() {
        var directory = directory();
        long total = runs.toFile().getTotalSpace();
        directory.end(new Exit(Exit.Outcome.FAILED, Exit.Fault.NO_ROOM, 7, "The disk is full.", Instant.EPOCH, total));
        assertThat(new Room(runs, 0).shortage(RUN)).hasValueSatisfying(shortage -> {
            assertThat(shortage.needed()).isEqualTo(2 * total);
            assertThat(shortage.checkpoint()).isEqualTo(total);
            assertThat(shortage.step()).isZero();
        });
        directory.reopen();
        assertThat(new Room(runs, 0).shortage(RUN)).isEmpty();
    }

    @Test void aNewRunNeedsNoMoreThanTheReserve() { assertThat(new Room(runs, 0).shortage(RUN)).isEmpty(); }

    @Test void theNewestCheckpointTellsStepAndSize() throws IOException {
        assertThat(LastCheckpoint.in(runs.resolve(RUN.toString()))).isEqualTo(new LastCheckpoint(0, 0));
        var checkpoints = directory().checkpoints();
        for (var name : new String[] {"900", "1200", ".1300.part", "1100.damaged"}) {
            Files.createDirectories(checkpoints.resolve(name));
            Files.write(checkpoints.resolve(name).resolve("state.json"), new byte[100]);
            Files.write(checkpoints.resolve(name).resolve("generator.safetensors"), new byte[name.length() * 1000]);
        }
        assertThat(LastCheckpoint.in(runs.resolve(RUN.toString()))).isEqualTo(new LastCheckpoint(1200, 4100));
    }

    @Test void whatWaitsIsToldWhatIsLacking() {
        var shortage = new Shortage(3 << 20, 64 << 20, 52 << 20, 0, 0);
        assertThat(shortage.note()).isEqualTo("The disk filled up: 3.0 MB of 64 MB were free where runs are kept. It goes on from the start when there is room.");
        assertThat(shortage.wait(true)).isEqualTo("Waits for room on the disk: 3.0 MB of 64 MB are free where runs are kept, and it needs 52 MB.");
        assertThat(shortage.wait(false)).endsWith(", and the run that is next needs 52 MB.");
    }

    private RunDirectory directory() {
        return RunDirectory.create(runs.resolve(RUN.toString()), new Order("one", new Order.Plugin("p", "1.0.0", "00", Path.of("p.jar")), "dcgan",
                new TreeMap<>(), new Training(100, 6, 5, 30, 20, 5, Training.Precision.AUTO), new Order.Data("Shapes", Path.of("shapes"), "00"), "cpu", 1, null));
    }
}
