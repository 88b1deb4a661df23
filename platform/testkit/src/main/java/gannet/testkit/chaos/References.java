package gannet.testkit.chaos;

import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The same orders, given to workers without any server and left alone: what all others are compared with. They train one
/// after the other beside everything else, in a folder where nobody looks for victims.
final class References implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final Map<Long, RunDirectory> bySeed = new HashMap<>();
    private final Thread thread;

    private References(House house, Path folder) {
        this.folder = folder;
        thread = Thread.ofPlatform().name("references").daemon().unstarted(() -> {
            for (long seed : Load.SEEDS) {
                order(house, seed).ifPresent(order -> train(seed, order));
            }
        });
    }

    static References start(House house, Path folder) {
        var references = new References(house, folder);
        references.thread.start();
        return references;
    }

    private void train(long seed, Order like) {
        try {
            var directory = RunDirectory.create(folder.resolve(Long.toString(seed)), new Order("undisturbed", like.plugin(), like.variant(),
                    like.settings(), like.training(), like.data(), like.device(), like.threads(), null));
            bySeed.put(seed, directory);
            WorkerCommand.ofThisInstallation().start(directory).waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the first run with this seed was ordered to do; waits until one has started.
    private static Optional<Order> order(House house, long seed) {
        var found = new HashMap<Long, Order>();
        Patience.until(PATIENCE, () -> {
            try (var runs = Files.list(house.runs())) {
                runs.filter(RunDirectory::isOne).map(run -> RunDirectory.open(run).order()).forEach(order -> found.put(order.training().seed(), order));
            } catch (IOException e) {
                return false; // the folder is made with the first run
            }
            return found.containsKey(seed);
        });
        return Optional.ofNullable(found.get(seed));
    }

    /// @throws IllegalStateException if the undisturbed run did not end well
    Path of(long seed) {
        try {
            thread.join(TimeUnit.MINUTES.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var directory = Objects.requireNonNull(bySeed.get(seed), "no undisturbed run with seed " + seed);
        if (directory.exit().filter(exit -> exit.outcome() == Exit.Outcome.FINISHED).isEmpty()) {
            throw new IllegalStateException("The undisturbed run in " + directory.folder() + " ended with " + directory.exit() + "; its log is " + directory.log());
        }
        return directory.folder();
    }

    @Override public void close() { thread.interrupt(); }
}
