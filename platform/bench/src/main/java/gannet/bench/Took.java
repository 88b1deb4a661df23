package gannet.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a step cost.
///
/// @param wall milliseconds that passed    @param processor milliseconds of processor time, over all threads
record Took(double wall, double processor) {
    static double median(List<Took> steps, ToDoubleFunction<Took> part) {
        var sorted = steps.stream().mapToDouble(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
