package gannet.worker;

import ai.djl.ndarray.NDManager;
import gannet.data.Feed;
import gannet.data.Pictures;
import gannet.data.Values;
import gannet.data.Vocabulary;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.RunDirectory;
import gannet.spi.Augmentation;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Text;
import gannet.torch.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The examples of each step, which follow from the seed and the step's number alone; so the number of steps is the data
/// cursor. While one step is trained the next one's are read.
final class Batches implements AutoCloseable {
    private final Feed feed;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("read-ahead").factory());
    private @Nullable Ahead ahead;

    private record Ahead(long step, CompletableFuture<Values> values) {}

    private Batches(Feed feed) { this.feed = feed; }

    /// Opens the order's data set as the variant wants it.
    ///
    /// @throws ProblemException of kind USER if it is another one than was ordered, or with everything in which it does not fit
    static Batches open(RunDirectory directory, DataSpec spec, Augmentation augmentation) {
        var order = directory.order();
        var data = Pictures.open(order.data().folder());
        var hash = data.description().hash();
        if (!hash.equals(order.data().hash())) {
            throw ProblemException.user("dataSet", "The data set in " + order.data().folder() + " is not the one that was ordered: its hash is "
                    + hash + ", not " + order.data().hash() + ". Import the data again and launch a new run.");
        }
        var training = order.training();
        var vocabulary = vocabulary(directory, spec, data);
        var feed = Feed.open(data, spec, augmentation, new Feed.How(training.batchSize(), training.seed(), directory.scratch().resolve("examples"), vocabulary));
        if (vocabulary != null) {
            keep(vocabulary, directory);
        }
        return new Batches(feed);
    }

    /// The run's own words, or those of the run that it goes on from, whose networks know them by number; else the data set's.
    private static @Nullable Vocabulary vocabulary(RunDirectory directory, DataSpec spec, Pictures data) {
        if (!(spec instanceof DataSpec.Captioned(var _, Text.Words words, var _))) {
            return null;
        }
        var fork = directory.order().fork();
        var files = Stream.concat(Stream.of(directory.vocabulary()), Stream.ofNullable(fork).map(from -> RunDirectory.vocabularyBeside(from.checkpoint())));
        return files.filter(Files::exists).findFirst().map(Vocabulary::read).orElseGet(() -> Feed.vocabulary(words, data));
    }

    private static void keep(Vocabulary vocabulary, RunDirectory directory) {
        try {
            Durable.write(directory.vocabulary(), vocabulary.text());
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The vocabulary " + directory.vocabulary() + " cannot be written: " + e, e);
        }
    }

    /// Examples in an epoch.
    int count() { return feed.count(); }

    /// Passes over the data in so many steps.
    double epochs(long steps) { return feed.epochs(steps); }

    /// @param scope owns the batch
    Batch at(long step, NDManager scope) {
        var ready = ahead != null && ahead.step() == step ? ahead.values() : later(step);
        ahead = new Ahead(step + 1, later(step + 1));
        try {
            return HeldOut.batch(ready.join(), scope);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }

    /// The same as plain numbers, from any step.
    Values values(long step) { return feed.batch(step); }

    private CompletableFuture<Values> later(long step) { return CompletableFuture.supplyAsync(() -> feed.batch(step), reading); }

    /// What drawings and evaluations get.
    Given given() { return new HeldOut(feed); }

    @Override public void close() {
        reading.shutdown();
        feed.close();
    }
}
