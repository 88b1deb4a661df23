package gannet.server.retention;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which samples of one ended run are let go, so that those that stay tell its story evenly.
final class Thinning {
    private Thinning() {}

    /// The first and the last stay, and so does each that somebody has marked, besides those that the rules count. Applied
    /// again to what it left, it takes nothing more.
    ///
    /// @param samples all that a run has, by step    @param keep how many of those that nobody marked, 0 for all
    static List<OldSample> going(List<OldSample> samples, int keep) {
        var free = samples.stream().filter(sample -> !sample.marked()).toList();
        int stay = Math.max(2, keep);
        if (keep == 0 || free.size() <= stay) {
            return List.of();
        }
        var kept = IntStream.range(0, stay).mapToObj(i -> free.get(Math.toIntExact(Math.round(i * (free.size() - 1L) / (stay - 1.0))))).collect(Collectors.toUnmodifiableSet());
        return free.stream().filter(sample -> !kept.contains(sample)).toList();
    }
}
