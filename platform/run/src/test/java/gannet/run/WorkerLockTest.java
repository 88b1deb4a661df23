package gannet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLockTest {
    @TempDir Path folder;

    /// A process that holds the lock until its input ends.
    static final class Hold {
        private Hold() {}

        public static void main(String[] arguments) throws IOException {
            try (var _ = WorkerLock.take(RunDirectory.open(Path.of(arguments[0])))) {
                System.out.println("held");
                System.in.readAllBytes();
            }
        }
    }

    @Test void aLockThatNamesNobodyHasNoHolder() throws IOException {
        var directory = RunDirectory.create(folder, RunDirectoryTest.order());
        Files.writeString(directory.lockFile(), "no process\n");
        assertThat(WorkerLock.holder(directory)).isEmpty();
        Files.writeString(directory.lockFile(), "17 yesterday\n");
        assertThat(WorkerLock.holder(directory)).isEmpty();
        Files.write(directory.lockFile(), new byte[] {0, (byte) 0xff, ' ', 0});
        assertThat(WorkerLock.holder(directory)).isEmpty();
    }

    @Test void aLivingWorkerIsSeenAndAKilledOneFreesItsLock() throws IOException, InterruptedException {
        var directory = RunDirectory.create(folder, RunDirectoryTest.order());
        assertThat(WorkerLock.isHeld(directory)).isFalse();
        var process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Hold.class.getName(), folder.toString())).redirectErrorStream(true).start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThat(WorkerLock.isHeld(directory)).isTrue();
            assertThat(WorkerLock.holder(directory).orElseThrow().pid()).isEqualTo(process.pid());
            assertThat(WorkerLock.holder(directory).orElseThrow().process()).contains(process.toHandle());
            assertThatThrownBy(() -> WorkerLock.take(directory)).isInstanceOf(ProblemException.class)
                    .hasMessage("Another worker (process " + process.pid() + ") is at work on " + folder + ".");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(WorkerLock.isHeld(directory)).isFalse();
        assertThat(WorkerLock.holder(directory).orElseThrow().process()).isEmpty();
        WorkerLock.take(directory).close();
    }
}
