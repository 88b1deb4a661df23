package gannet.data;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which examples are learnt from, and which are held out to measure by. What came in a folder of tests is held out; else,
/// if asked for, every twentieth by chance, at least one and at most 64, whatever the run's seed: so that runs compare.
///
/// @param training numbers of the examples learnt from    @param heldOut numbers of the others that are looked at
record Split(int[] training, int[] heldOut) {
    static final int MOST = 64;
    private static final double SHARE = 0.05;
    private static final long SEED = 64;

    /// @param wanted whether some are to be held out where the data set names none
    static Split of(int[] all, IntPredicate test, boolean wanted) {
        var tests = Arrays.stream(all).filter(test).toArray();
        if (tests.length > 0) {
            return new Split(Arrays.stream(all).filter(test.negate()).toArray(), Arrays.copyOf(tests, Math.min(MOST, tests.length)));
        }
        if (!wanted) {
            return new Split(all, new int[0]);
        }
        var count = Math.min(all.length, Math.clamp(Math.round(all.length * SHARE), 1, MOST));
        return all.length == 0 ? new Split(all, all)
                : without(all, Arrays.stream(new Shuffle(all.length, count, SEED).batch(0)).map(i -> all[i]).sorted().toArray());
    }

    private static Split without(int[] all, int[] heldOut) {
        return new Split(Arrays.stream(all).filter(i -> Arrays.binarySearch(heldOut, i) < 0).toArray(), heldOut);
    }

    /// The partners of another side's held-out examples first, in their order, so that they stand beside them.
    ///
    /// @param partners a number for each of the other side's held-out examples, −1 if it has none
    Split beside(int[] partners) {
        var all = IntStream.concat(Arrays.stream(training), Arrays.stream(heldOut)).sorted().toArray();
        var known = Arrays.stream(partners).filter(partner -> Arrays.binarySearch(all, partner) >= 0).distinct().toArray();
        if (known.length == 0) {
            return this;
        }
        var count = Math.max(known.length, heldOut.length);
        var chosen = IntStream.concat(Arrays.stream(known), Arrays.stream(heldOut)).distinct().limit(count).toArray();
        var sorted = chosen.clone();
        Arrays.sort(sorted);
        return new Split(without(all, sorted).training, chosen);
    }
}
