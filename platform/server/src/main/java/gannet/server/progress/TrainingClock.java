package gannet.server.progress;

import java.util.Arrays;

/// How long a run had trained by each step: the sum of what its steps took. Told of the chunks of its step times in their order.
final class TrainingClock {
    /// The name of the chart line.
    static final String LINE = "step time";

    /// One mark for so many points; between two the time is shared out evenly.
    private static final int EVERY = 20;

    private long[] steps = new long[64];
    private double[] times = new double[64];
    private int size = 1;
    private long step;
    private double time;
    private int since;

    void add(Chunk chunk) {
        for (int i = 0; i < chunk.count(); i++) {
            float milliseconds = chunk.values()[i];
            time += Float.isFinite(milliseconds) ? milliseconds * (double) (chunk.steps()[i] - step) : 0;
            step = chunk.steps()[i];
            if (++since == EVERY) {
                mark();
            }
        }
        mark();
    }

    private void mark() {
        since = 0;
        if (steps[size - 1] == step) {
            return;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        steps[size] = step;
        times[size] = time;
        size++;
    }

    /// In milliseconds; behind the last step that was timed, at the mean pace before it.
    long at(long step) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        if (found >= 0) {
            return Math.round(times[found]);
        }
        int above = -found - 1;
        if (above == size) {
            return Math.round(size == 1 ? 0 : times[size - 1] * step / steps[size - 1]);
        }
        double share = (double) (step - steps[above - 1]) / (steps[above] - steps[above - 1]);
        return Math.round(times[above - 1] + share * (times[above] - times[above - 1]));
    }
}
