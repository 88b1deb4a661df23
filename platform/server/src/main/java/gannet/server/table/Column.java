package gannet.server.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What stands in a column of the table of runs.
public sealed interface Column {
    /// What people write for it in queries and addresses: `variant`, `setting.batchSize`, `metric.loss.lowest`.
    String address();

    /// What every run has.
    record Fixed(Field field) implements Column {
        @Override public String address() { return field.address(); }
    }

    /// A setting of the variant's or of every training's.
    record Setting(String name) implements Column {
        @Override public String address() { return "setting." + name; }
    }

    /// What a chart line came to.
    record Metric(String name, Figure figure) implements Column {
        @Override public String address() { return "metric." + name + (figure == Figure.LAST ? "" : "." + figure.address()); }
    }

    /// Which value of a chart line.
    enum Figure {
        LAST, LOWEST, HIGHEST;

        public String address() { return name().toLowerCase(Locale.ROOT); }
    }

    /// Columns that every run has, and how they are compared.
    enum Field {
        NUMBER(Sort.NUMBER), NAME(Sort.WORD), STATE(Sort.WORD), VARIANT(Sort.WORD), DATA(Sort.WORD), BY(Sort.WORD), EXPERIMENT(Sort.WORD), STEP(Sort.NUMBER),
        CREATED(Sort.TIME), PARENT(Sort.NUMBER), TAG(Sort.WORD), NOTE(Sort.WORD), ARCHIVED(Sort.WORD);

        /// What its values are.
        enum Sort { NUMBER, WORD, TIME }

        private final Sort sort;

        Field(Sort sort) { this.sort = sort; }

        Sort sort() { return sort; }

        public String address() { return name().toLowerCase(Locale.ROOT); }

        static Optional<Field> of(String address) { return Arrays.stream(values()).filter(field -> field.address().equalsIgnoreCase(address)).findFirst(); }
    }
}
