package gannet.server.table.query;

import java.util.List;

/// One condition of a query; a run has to meet all of them.
public sealed interface Term {
    /// Where it begins in the query, counted from 1.
    int position();

    /// Whether a minus stands before it.
    boolean negated();

    /// The run's name, variant or data set has a word that begins so.
    record Word(int position, boolean negated, String text) implements Term {}

    /// A column's value is, or stands so to, one of these.
    record Condition(int position, boolean negated, String column, Comparison comparison, List<Value> values) implements Term {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /// @param text as it was written, without quotes    @param quoted whether quotes stood around it, in which `*` is a star
    record Value(int position, String text, boolean quoted) {}
}
