package gannet.server.retention;

import gannet.server.retention.RetentionRules.Best;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Which checkpoints of one run are kept, and why.
final class Keeping {
    private Keeping() {}

    /// @param why in a few words; empty if nothing keeps it
    record Verdict(Candidate checkpoint, String why) {
        boolean goes() { return why.isEmpty(); }
    }

    /// @param checkpoints all that a run has, by step    @param metric its value at a checkpoint, NaN if there is none
    static List<Verdict> of(List<Candidate> checkpoints, RetentionRules rules, ToDoubleFunction<Candidate> metric) {
        var places = rules.compares() ? places(checkpoints, rules, metric) : new HashMap<Long, Integer>();
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < checkpoints.size(); i++) {
            var checkpoint = checkpoints.get(i);
            verdicts.add(new Verdict(checkpoint, why(checkpoint, checkpoints.size() - i, places.getOrDefault(checkpoint.step(), Integer.MAX_VALUE), rules)));
        }
        return List.copyOf(verdicts);
    }

    /// @param fromEnd 1 for the newest    @param place by the metric, 1 for the best
    private static String why(Candidate checkpoint, int fromEnd, int place, RetentionRules rules) {
        if (!checkpoint.tag().isEmpty()) {
            return "tagged \"" + checkpoint.tag() + "\"";
        }
        if (checkpoint.fork() != 0) {
            return "run " + checkpoint.fork() + " goes on from it";
        }
        if (!checkpoint.state().isOver()) {
            return "its run is not over";
        }
        if (!checkpoint.over()) {
            return rules.afterDays() == 1 ? "its run ended less than a day ago" : "its run ended less than " + rules.afterDays() + " days ago";
        }
        if (fromEnd <= rules.newest()) {
            return fromEnd == 1 ? "the newest" : "one of the newest " + rules.newest();
        }
        if (place <= rules.best()) {
            return (rules.bestIs() == Best.LOWEST ? "lowest " : "highest ") + rules.metric() + (place == 1 ? "" : ", place " + place);
        }
        return rules.every() > 0 && checkpoint.step() % rules.every() == 0 ? "each %,d steps".formatted(rules.every()) : "";
    }

    private static HashMap<Long, Integer> places(List<Candidate> checkpoints, RetentionRules rules, ToDoubleFunction<Candidate> metric) {
        record Valued(long step, double value) {}
        var valued = new ArrayList<Valued>();
        for (var checkpoint : checkpoints) {
            double value = metric.applyAsDouble(checkpoint);
            if (Double.isFinite(value)) {
                valued.add(new Valued(checkpoint.step(), rules.bestIs() == Best.LOWEST ? value : -value));
            }
        }
        valued.sort(Comparator.comparingDouble(Valued::value).thenComparing(Comparator.comparingLong(Valued::step).reversed()));
        var places = new HashMap<Long, Integer>();
        valued.forEach(each -> places.put(each.step(), places.size() + 1));
        return places;
    }
}
