package gannet.bench;

import org.jspecify.annotations.Nullable;

/// One measured number.
///
/// @param goal at most this, or none if it is only told
record Figure(String name, double value, String unit, @Nullable Double goal) {
    static Figure told(String name, double value, String unit) { return new Figure(name, value, unit, null); }
    static Figure atMost(double goal, String name, double value, String unit) { return new Figure(name, value, unit, goal); }

    @Nullable Boolean met() { return goal == null ? null : value <= goal; }
}
