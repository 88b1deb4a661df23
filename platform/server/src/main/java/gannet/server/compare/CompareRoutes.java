package gannet.server.compare;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.experiment.Run;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import gannet.server.progress.Album;
import gannet.server.progress.Overlay;
import gannet.server.progress.Overlay.Axis;
import gannet.server.progress.SideBySide;
import gannet.server.queue.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Comparing runs over REST. Which runs stands in the query: `?runs=3,5,9`.
public record CompareRoutes(Comparisons comparisons) implements Routes {
    private static final int POINTS = 400;

    /// What is compared of a run.
    ///
    /// @param last the newest value of each chart line; null where it is no number
    record Compared(
            long number, String name, String variant, String variantTitle, String dataSet, State state, long step, long steps, String launchedBy,
            SortedMap<String, @Nullable Double> last) {
        static Compared of(Run run) {
            return new Compared(run.number(), run.name(), run.variant(), run.variantTitle(), run.dataSet(), run.state(), run.step(), run.steps(), run.launchedBy(),
                    finite(run.losses()));
        }

        private static SortedMap<String, @Nullable Double> finite(Map<String, Double> losses) {
            var values = new TreeMap<String, @Nullable Double>();
            losses.forEach((name, value) -> values.put(name, value != null && Double.isFinite(value) ? value : null));
            return values;
        }
    }

    record Table(List<Compared> runs, List<Long> missing, List<Comparison.Setting> settings, List<String> metrics) {}

    record Lines(String name, List<Long> at, List<Line> runs) {
        static Lines of(Overlay overlay) {
            return new Lines(overlay.name(), LongStream.of(overlay.at()).boxed().toList(), overlay.lines().stream().map(Line::of).toList());
        }
    }

    /// @param values as they were measured, in single precision; JSON knows no number that is none: such points are null
    record Line(long run, List<@Nullable Float> values, int strange) {
        static Line of(Overlay.Line line) {
            var values = new ArrayList<@Nullable Float>(line.values().length);
            Arrays.stream(line.values()).forEach(value -> values.add(Double.isFinite(value) ? (float) value : null));
            return new Line(line.run(), values, line.strange());
        }
    }

    @Override public void mount(Api api) {
        api.get("/compare", this::table);
        api.get("/compare/curves", this::curves);
        api.get("/compare/samples", this::samples);
    }

    private Table table(Call call) {
        var comparison = comparisons.of(call.person(), runs(call));
        return new Table(comparison.runs().stream().map(Compared::of).toList(), comparison.missing(), comparison.settings(), comparison.metrics());
    }

    private List<Lines> curves(Call call) {
        return comparisons.curves(call.person(), runs(call), call.texts("metric"), axis(call), call.number("from", 0L, 0, Long.MAX_VALUE),
                call.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE), call.number("points", POINTS, 1, SideBySide.MOST_POINTS)).stream().map(Lines::of).toList();
    }

    private List<Album> samples(Call call) { return comparisons.samples(call.person(), runs(call)); }

    private static Axis axis(Call call) {
        var word = call.query("x").orElse("step");
        return Arrays.stream(Axis.values()).filter(axis -> axis.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> ProblemException.user("x", "x must be step or time, not \"" + word + "\"."));
    }

    private static List<Long> runs(Call call) {
        var numbers = new LinkedHashSet<Long>();
        var problems = new ArrayList<Problem>();
        for (var word : call.queries("runs")) {
            try {
                numbers.add(Long.parseLong(word.strip()));
            } catch (NumberFormatException e) {
                problems.add(Problem.user("runs", "runs must be the numbers of runs, such as 3,5,9; \"" + word + "\" is none."));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return List.copyOf(numbers);
    }
}
