package gannet.server.experiment;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.Schema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// An axis whose values are known to be allowed.
sealed interface Scale {
    /// How many values a grid tries at most, told without making them.
    long size();

    List<Object> grid();

    /// @param share from 0 to 1, where along the axis
    Object at(double share);

    record Listed(List<Object> grid) implements Scale {
        @Override public long size() { return grid.size(); }

        @Override public Object at(double share) { return grid.get((int) (share * grid.size())); }
    }

    /// @param whole whether its numbers are whole
    record Ranged(Axis.Range range, boolean whole) implements Scale {
        /// More digits say nothing more in a sweep, and fewer are read more easily.
        private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

        @Override public long size() { return whole ? (long) Math.min(range.points(), range.to() - range.from() + 1) : range.points(); }

        @Override public List<Object> grid() {
            return LongStream.range(0, range.points()).mapToObj(i -> at(i / (range.points() - 1.0))).distinct().toList();
        }

        @Override public Object at(double share) {
            double from = range.from();
            double to = range.to();
            double value = range.logarithmic() ? from * Math.pow(to / from, share) : from + share * (to - from);
            if (whole) {
                return Math.clamp(Math.round(value), (long) from, (long) to);
            }
            return Math.clamp(new BigDecimal(value).round(DIGITS).doubleValue(), from, to);
        }
    }

    /// @param problems takes all that is wrong; then there is no scale
    static @Nullable Scale of(String name, Axis axis, Schema settings, List<Problem> problems) {
        var parameter = settings.find(name);
        if (parameter.isEmpty()) {
            problems.addAll(settings.check(Map.of(name, "")).problems().stream().filter(problem -> problem.where().equals(name)).toList());
            return null;
        }
        int before = problems.size();
        var scale = switch (axis) {
            case Axis.Values(var values) -> listed(parameter.get(), values, problems);
            case Axis.Range range -> ranged(parameter.get(), range, problems);
        };
        return problems.size() == before ? scale : null;
    }

    private static Scale listed(Parameter parameter, List<Object> values, List<Problem> problems) {
        if (values.isEmpty()) {
            problems.add(Problem.user(parameter.name(), parameter.name() + " is an axis without values; list some, or leave it out."));
        }
        Set<Object> good = new LinkedHashSet<>();
        values.stream().distinct().forEach(value -> good.addAll(checked(parameter, value, problems)));
        return new Listed(List.copyOf(good));
    }

    private static Scale ranged(Parameter parameter, Axis.Range range, List<Problem> problems) {
        var name = parameter.name();
        boolean whole = parameter.type() == Parameter.Type.INTEGER;
        if (!whole && parameter.type() != Parameter.Type.DECIMAL) {
            problems.add(Problem.user(name, name + " is no number, so it has no range; list its values."));
            return new Ranged(range, false);
        }
        checked(parameter, number(range.from()), problems);
        checked(parameter, number(range.to()), problems);
        if (!(range.from() < range.to())) {
            problems.add(Problem.user(name, name + " must range from a number to a larger one, not from " + shown(range.from()) + " to " + shown(range.to()) + "."));
        }
        if (range.logarithmic() && !(range.from() > 0)) {
            problems.add(Problem.user(name, name + " can be spaced logarithmically only from a number above 0, not from " + shown(range.from()) + "."));
        }
        if (range.points() < 2) {
            problems.add(Problem.user(name, name + " must have at least 2 points from end to end, not " + range.points() + "."));
        }
        return new Ranged(range, whole);
    }

    /// @return the typed value, or nothing if it is wrong
    private static List<Object> checked(Parameter parameter, Object value, List<Problem> problems) {
        var checked = new Schema(List.of(parameter)).check(Map.of(parameter.name(), value));
        problems.addAll(checked.problems());
        return checked.problems().isEmpty() ? List.copyOf(checked.values().values()) : List.of();
    }

    private static Object number(double value) { return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Object) (long) value : value; }

    private static String shown(double number) { return Double.isFinite(number) ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : Double.toString(number); }
}
