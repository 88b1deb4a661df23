package gannet.server.retention;

import gannet.spi.Param;

/// What is kept of a project's ended runs: of checkpoints the newest always, of samples the first, the last and whatever somebody marked.
public record RetentionRules(
        @Param(value = "false", label = "Delete once a day", group = "When",
                help = "Gannet deletes what these rules do not keep, once a day; otherwise nothing goes before a person says so") boolean automatic,
        @Param(value = "30", min = 0, max = 3650, label = "Runs that ended before", group = "When", unit = "days", help = "Runs that ended later keep everything") int afterDays,
        @Param(value = "3", min = 1, max = 1000, label = "The newest", group = "Keep of each run", help = "So many of the last checkpoints are kept") int newest,
        @Param(value = "0", min = 0, max = 1000, label = "The best", group = "Keep of each run", help = "So many of those with the best value of the metric are kept") int best,
        @Param(value = "", label = "Metric", group = "Keep of each run", help = "A chart line by which checkpoints are compared, such as FD") String metric,
        @Param(value = "LOWEST", label = "Best is", group = "Keep of each run", help = "Whether a low or a high value of the metric is good") Best bestIs,
        @Param(value = "0", min = 0, max = 1_000_000_000, label = "Each", group = "Keep of each run", unit = "steps",
                help = "Checkpoints of steps that this divides are kept; 0 for none") long every,
        @Param(value = "0", min = 0, max = 100_000, label = "Samples", group = "Keep of each run",
                help = "So many are kept, evenly over the run, besides those starred, tagged, commented on or on a board; 0 keeps all") int samples) {

    public enum Best { LOWEST, HIGHEST }

    /// Whether metric values are to be asked for.
    boolean compares() { return best > 0; }
}
