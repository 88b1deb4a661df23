package gannet.server.compute;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.RunDirectory;
import gannet.run.WorkerCommand;
import gannet.run.WorkerLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Workers as processes of this machine that outlive the server. The operating system is asked, nothing is remembered:
/// a server that starts again finds the workers of the one before it.
public final class Workers {
    private final WorkerCommand command;
    private final Path runs;

    /// @param runs the folder of all run directories
    public Workers(WorkerCommand command, Path runs) {
        this.command = command;
        this.runs = runs;
    }

    /// A number alone does not name a process for ever, so its start belongs to it.
    public record Worker(long process, Instant started) {}

    public Path folder(UUID run) { return runs.resolve(run.toString()); }

    /// Starts a worker for a run whose folder has its order.
    ///
    /// @param gpus those it may see, as CUDA calls them
    public Worker start(RunDirectory directory, List<String> gpus) {
        directory.reopen();
        try {
            var process = command.start(directory, gpus);
            return new Worker(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "No worker could be started: " + e.getMessage()
                    + ". Resume tries again when the machine has room.", e);
        }
    }

    /// The worker of this run that lives now.
    ///
    /// @param known the one that was written down when it started; null if the server was killed before it could
    public Optional<ProcessHandle> find(Path folder, @Nullable Worker known) {
        if (known != null) {
            var process = ProcessHandle.of(known.process()).filter(found -> found.info().startInstant().orElse(Instant.EPOCH).equals(known.started()));
            if (process.isPresent() && lives(process.get())) {
                return process;
            }
        }
        if (!RunDirectory.isOne(folder)) {
            return Optional.empty();
        }
        return WorkerLock.holder(RunDirectory.open(folder)).flatMap(WorkerLock.Holder::process).filter(Workers::lives);
    }

    /// Looks through all processes for one that was started for this folder and has not said so itself yet.
    public Optional<ProcessHandle> search(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().map(words -> WorkerCommand.isWorker(Arrays.asList(words), folder)).orElse(false))
                .filter(Workers::lives).findFirst();
    }

    /// Whether anybody holds the run's lock, wherever that process may be.
    public boolean isHeld(Path folder) { return RunDirectory.isOne(folder) && WorkerLock.isHeld(RunDirectory.open(folder)); }

    /// A process that ended but that nobody asked for its end has a number still, and does nothing.
    public static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return process.isAlive(); // there is no /proc on this system, or the process has just ended
        }
    }
}
