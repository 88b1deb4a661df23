package gannet.data;

/// Random numbers that are the same on every machine and in every version of Java: SplitMix64, seeded by several numbers.
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long... seeds) {
        for (var seed : seeds) {
            state = mix(state + GOLDEN + seed);
        }
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /// From 0, below 1.
    double unit() { return (next() >>> 11) * 0x1p-53; }

    double between(double low, double high) { return low + (high - low) * unit(); }

    /// From 0, below the bound.
    int below(int bound) { return (int) Math.multiplyHigh(next() >>> 1, (long) bound << 1); }

    private static long mix(long value) {
        var z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
