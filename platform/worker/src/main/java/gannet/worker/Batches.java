package gannet.worker;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.data.Examples;
import gannet.data.Pictures;
import gannet.data.Shuffle;
import gannet.parameters.ProblemException;
import gannet.run.Order;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.torch.Given;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The examples of each step, in an order that follows from the seed and the step's number alone; so the number of steps is
/// the data cursor. While one step is trained the next one's are read.
final class Batches implements AutoCloseable {
    private final DataSpec spec;
    private final Examples examples;
    private final Shuffle shuffle;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("read-ahead").factory());
    private @Nullable Ahead ahead;

    private record Values(float[] x, int[] classes) {}

    private record Ahead(long step, CompletableFuture<Values> values) {}

    private Batches(DataSpec spec, Examples examples, Shuffle shuffle) {
        this.spec = spec;
        this.examples = examples;
        this.shuffle = shuffle;
    }

    /// Opens the order's data set as the variant wants it.
    ///
    /// @throws ProblemException of kind USER if it is another one than was ordered, or does not fit
    static Batches open(Order order, DataSpec spec, Path cache) {
        var pictures = Pictures.open(order.data().folder());
        var hash = pictures.description().hash();
        if (!hash.equals(order.data().hash())) {
            throw ProblemException.user("dataSet", "The data set in " + order.data().folder() + " is not the one that was ordered: its hash is "
                    + hash + ", not " + order.data().hash() + ". Import the data again and launch a new run.");
        }
        if (!(spec.x() instanceof Media.Images(var channels, var size))) {
            throw ProblemException.user("dataSet", "The data set \"" + order.data().name() + "\" holds pictures; " + order.variant() + " learns from something else.");
        }
        int classes = pictures.description().classes().size();
        switch (spec) {
            case DataSpec.Unlabelled _ -> { }
            case DataSpec.Labelled(var _, var wanted) -> {
                if (classes != wanted) {
                    throw ProblemException.user("dataSet", "The data set \"" + order.data().name() + "\" has " + classes + " classes; "
                            + order.variant() + " is set to " + wanted + ".");
                }
            }
            case DataSpec.Paired _, DataSpec.Unpaired _, DataSpec.Captioned _, DataSpec.Crops _ -> throw ProblemException.user("dataSet",
                    "The data set \"" + order.data().name() + "\" holds single pictures; " + order.variant() + " learns from pairs or captions.");
        }
        var training = order.training();
        return new Batches(spec, pictures.examples(size, channels, cache), new Shuffle(pictures.count(), training.batchSize(), training.seed()));
    }

    int count() { return examples.count(); }

    /// Passes over the data in so many steps.
    double epochs(long steps) { return shuffle.epochs(steps); }

    /// @param scope owns the batch
    Batch at(long step, NDManager scope) {
        var values = read(step);
        var x = scope.create(values.x(), new Shape(values.classes().length, examples.channels(), examples.side(), examples.side()));
        return spec instanceof DataSpec.Labelled ? new Batch(x, scope.create(Arrays.stream(values.classes()).asLongStream().toArray())) : new Batch(x);
    }

    private Values read(long step) {
        var ready = ahead != null && ahead.step() == step ? ahead.values() : later(step);
        ahead = new Ahead(step + 1, later(step + 1));
        try {
            return ready.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private CompletableFuture<Values> later(long step) {
        return CompletableFuture.supplyAsync(() -> {
            var indices = shuffle.batch(step);
            return new Values(examples.read(indices), examples.classes(indices));
        }, reading);
    }

    /// What drawings and evaluations get.
    Given given() { return Given.NOTHING; }

    @Override public void close() {
        reading.shutdown();
        examples.close();
    }
}
