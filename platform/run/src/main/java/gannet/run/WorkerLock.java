package gannet.run;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Held by a worker as long as it lives, whatever ends it; a free lock means that nobody works on the run.
public final class WorkerLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final FileChannel channel;

    private WorkerLock(FileChannel channel) { this.channel = channel; }

    /// The process that took the lock last.
    public record Holder(long pid, Instant started) {
        /// The process itself, if it still lives and is the same one.
        public Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(process -> process.info().startInstant().map(started::equals).orElse(false));
        }
    }

    /// Takes the lock for the life of this process.
    ///
    /// @throws ProblemException of kind CONFLICT if another process works on this run
    public static WorkerLock take(RunDirectory directory) {
        try {
            var channel = FileChannel.open(directory.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var deadline = Instant.now().plus(PATIENCE);                  // somebody may just be looking whether it is free
            while (tried(channel).isEmpty()) {
                if (Instant.now().isAfter(deadline)) {
                    channel.close();
                    throw new ProblemException(Problem.Kind.CONFLICT, directory.folder().toString(),
                            "Another worker" + holder(directory).map(holder -> " (process " + holder.pid() + ")").orElse("")
                                    + " is at work on " + directory.folder() + ".");
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            var self = ProcessHandle.current();
            var text = self.pid() + " " + self.info().startInstant().orElse(Instant.EPOCH) + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return new WorkerLock(channel);
        } catch (IOException e) {
            throw directory.unwritable(e);
        }
    }

    /// Whether a worker lives. Not to be asked in the process that holds the lock: on some systems that would free it.
    public static boolean isHeld(RunDirectory directory) {
        if (!Files.exists(directory.lockFile())) {
            return false;
        }
        try (var channel = FileChannel.open(directory.lockFile(), StandardOpenOption.WRITE)) {
            return tried(channel).isEmpty();
        } catch (IOException e) {
            throw directory.unwritable(e);
        }
    }

    /// Whoever took the lock last; nobody if it was never taken, or if the machine died before its holder's name was on the disk.
    public static Optional<Holder> holder(RunDirectory directory) {
        try {
            var words = Files.exists(directory.lockFile()) ? Files.readString(directory.lockFile(), StandardCharsets.ISO_8859_1).strip().split(" ") : new String[0];
            return words.length == 2 ? Optional.of(new Holder(Long.parseLong(words[0]), Instant.parse(words[1]))) : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw directory.unwritable(e);
        }
    }

    private static Optional<FileLock> tried(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    @Override public void close() throws IOException { channel.close(); }
}
