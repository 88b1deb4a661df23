package gannet.data;

import java.util.Arrays;

/// Which examples each step learns from. Every epoch shows every example once, in an order of its own; a batch goes on
/// into the next epoch, so that all are full, even of a data set smaller than the batch. It has no state: any step can be
/// asked for, so a run resumes from its number of steps alone. Safe for threads.
public final class Shuffle {
    private final int count;
    private final int batchSize;
    private final long seed;
    private volatile Epoch last;

    private record Epoch(long number, int[] order) {}

    /// @param count of examples    @param batchSize examples in a step    @param seed of the orders
    public Shuffle(int count, int batchSize, long seed) {
        if (count < 1 || batchSize < 1) {
            throw new IllegalArgumentException("A shuffle needs at least one example and a batch of at least one, not " + count + " and " + batchSize);
        }
        this.count = count;
        this.batchSize = batchSize;
        this.seed = seed;
        last = epoch(0);
    }

    /// The examples' indices of a step, counted from 0.
    public int[] batch(long step) {
        var indices = new int[batchSize];
        var position = Math.multiplyExact(step, batchSize);
        for (var i = 0; i < batchSize; i++, position++) {
            indices[i] = order(position / count)[(int) (position % count)];
        }
        return indices;
    }

    /// How often every example was shown once all of a step's are.
    public double epochs(long stepsDone) { return (double) stepsDone * batchSize / count; }

    private int[] order(long epoch) {
        var known = last;
        if (known.number != epoch) {
            known = epoch(epoch);
            last = known;
        }
        return known.order;
    }

    private Epoch epoch(long number) {
        var dice = new Dice(seed, 1, number);
        var order = new int[count];
        Arrays.setAll(order, i -> i);
        for (var i = count - 1; i > 0; i--) {
            var j = dice.below(i + 1);
            var swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return new Epoch(number, order);
    }
}
