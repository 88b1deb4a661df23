package gannet.server.progress;

import java.util.List;

/// One chart line of several runs over one axis, down-sampled for the width of a chart.
///
/// @param at places on the axis that all runs share: steps, or milliseconds of training    @param lines of the runs that have it
public record Overlay(String name, long[] at, List<Line> lines) {
    /// @param values a mean for each place, NaN where the run has no point there    @param strange how many points were no finite numbers
    public record Line(long run, double[] values, int strange) {}

    /// What the runs are drawn over: their steps, or the time that they trained. Time in the queue is nobody's merit.
    public enum Axis { STEP, TIME }
}
