package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.WorkerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
    @TempDir Path runs;
    private final List<Process> processes = new ArrayList<>();
    private Workers workers = new Workers(new WorkerCommand("", 1), Path.of(""));
    private String folder = "";

    @BeforeEach void open() {
        workers = new Workers(new WorkerCommand("", 1), runs);
        folder = workers.folder(new UUID(1, 1)).toString();
    }

    @AfterEach void end() { processes.forEach(process -> process.destroyForcibly().onExit().join()); }

    @Test void aWorkerIsFoundByItsRunsFolder() throws IOException {
        var worker = process("gannet.worker.Main", folder);
        assertThat(workers.search(Path.of(folder))).contains(worker.toHandle());
    }

    @Test void whoOnlyNamesTheFolderIsNoWorker() throws IOException {
        process("copy", folder);
        process(folder, "gannet.worker.Main");
        assertThat(workers.search(Path.of(folder))).isEmpty();
    }

    private Process process(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", "read line"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }
}
