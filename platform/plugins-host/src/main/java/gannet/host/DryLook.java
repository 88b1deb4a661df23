package gannet.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Batch;
import gannet.spi.Exam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A drawing or a measurement of a dry run.
final class DryLook implements Exam, DryWalk {
    /// Examples with labels are there as Java's numbers, as the network's and as what is calculated of them.
    private static final int COPIES_OF_LABELLED = 6;

    private final ShadowScope arrays = new ShadowScope();
    private final DryBatches batches;
    private final int heldOut;
    private long passing;
    private long labelled;

    DryLook(DryBatches batches, int heldOut) {
        this.batches = batches;
        this.heldOut = heldOut;
    }

    /// How many values it holds at most.
    long values() { return arrays.values() + passing + labelled; }

    @Override public ShadowScope arrays() { return arrays; }
    @Override public Set<Pass> passed(String network, long examples, NDArray[] inputs) { return Set.of(); }
    @Override public void evaluated(long values) { passing = Math.max(passing, values); }

    @Override public int heldOut() { return heldOut; }
    @Override public Batch examples(int most) { return batches.of(heldOut == 0 ? most : Math.min(most, heldOut), arrays); }
    @Override public Optional<Batch> partners(int most) { return Optional.of(examples(most)); }

    /// They are counted and not given: what becomes of them is no matter of arrays alone.
    @Override public Optional<Batch> labelled(int most) {
        labelled = Math.max(labelled, COPIES_OF_LABELLED * batches.of(most, new ShadowScope()).x().size());
        return Optional.empty();
    }

    @Override public NDArray captions(List<String> captions) { return normal(captions.size(), batches.captionLength()); }
    @Override public NDManager scope() { return arrays.manager(); }
    @Override public NDArray normal(long... shape) { return arrays.made(new Shape(shape), Set.of(), false); }
    @Override public NDArray uniform(long... shape) { return normal(shape); }
    @Override public RandomGenerator random() { return new SplittableRandom(0); }
    @Override public void report(String name, double value) {}
}
