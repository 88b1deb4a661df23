package gannet.server.retention;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What takes how much room: measured when a run has ended and when something was deleted, so that nobody who asks waits for
/// folders to be walked.
public final class DiskUse {
    private static final int AT_ONCE = 100;
    private static final int LARGEST = 10;
    /// Ends that are written down later than they happened are still behind the survey's place.
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final DiskUseStore store;
    private final Policy policy;
    private final Path folder;
    private final Clock clock;

    /// In bytes.
    public record Sizes(long checkpoints, long samples, long rest) {
        public long all() { return checkpoints + samples + rest; }
    }

    public record OfRun(long run, String name, Sizes sizes) {}

    /// @param runs how many have been measured    @param dataSets bytes of the project's own data sets    @param largest runs, the largest first
    public record OfProject(Sizes sizes, long runs, long dataSets, List<OfRun> largest) {}

    /// @param folder of all run directories
    public DiskUse(Storage storage, Policy policy, Path folder, Clock clock) {
        this.store = new DiskUseStore(storage);
        this.policy = policy;
        this.folder = folder;
        this.clock = clock;
    }

    public OfProject of(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return store.of(project, LARGEST);
    }

    void measure(UUID run) { store.write(run, sizes(folder.resolve(run.toString())), clock.instant()); }

    /// Measures the next runs that have ended since the last survey.
    ///
    /// @return whether there are more
    boolean survey() {
        var ended = store.endedNext(clock.instant().minus(SETTLED), AT_ONCE);
        for (var run : ended) {
            measure(run.id());
        }
        if (!ended.isEmpty()) {
            store.surveyed(ended.getLast());
        }
        return ended.size() == AT_ONCE;
    }

    private static Sizes sizes(Path run) {
        long all = bytes(run);
        long checkpoints = bytes(run.resolve("checkpoints"));
        long samples = bytes(run.resolve("samples"));
        return new Sizes(checkpoints, samples, Math.max(0, all - checkpoints - samples));
    }

    /// What goes while we look counts as nothing.
    private static long bytes(Path folder) {
        var sum = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override public FileVisitResult visitFileFailed(Path file, IOException e) { return FileVisitResult.CONTINUE; }

                @Override public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) { return FileVisitResult.CONTINUE; }
            });
        } catch (IOException e) {
            return sum[0];
        }
        return sum[0];
    }
}
