package gannet.server.table;

import gannet.server.table.Column.Field;
import gannet.server.table.Column.Figure;
import gannet.server.table.Column.Fixed;
import gannet.server.table.Column.Metric;
import gannet.server.table.Column.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The columns that a project's runs have had.
///
/// @param settings their numbers in the database, by name    @param metrics the same of each figure
public record Columns(Map<String, Integer> settings, Map<Metric, Integer> metrics) {
    private static final int MOST_TOLD = 12;

    public Columns {
        settings = Map.copyOf(settings);
        metrics = Map.copyOf(metrics);
    }

    /// Everything that can be a column: what every run has, then settings, then metrics, by name.
    public List<Column> all() {
        var all = new ArrayList<Column>();
        for (var field : Field.values()) {
            all.add(new Fixed(field));
        }
        settings.keySet().stream().sorted().forEach(name -> all.add(new Setting(name)));
        metrics.keySet().stream().sorted(Comparator.comparing(Metric::name).thenComparing(Metric::figure)).forEach(all::add);
        return List.copyOf(all);
    }

    /// The number under which its values stand.
    Optional<Integer> key(Column column) {
        return switch (column) {
            case Fixed _ -> Optional.empty();
            case Setting(var name) -> Optional.ofNullable(settings.get(name));
            case Metric metric -> Optional.ofNullable(metrics.get(metric));
        };
    }

    /// What somebody means: a column of every run, a setting, a chart line, in this order; `setting.` and `metric.` before the name
    /// tell which, `.lowest` and `.highest` after it which figure of a line. Upper and lower case are one.
    public Optional<Column> find(String written) {
        var word = written.toLowerCase(Locale.ROOT);
        if (word.startsWith("setting.")) {
            return setting(written.substring("setting.".length()));
        }
        if (word.startsWith("metric.")) {
            return metric(written.substring("metric.".length()));
        }
        return Field.of(word).<Column>map(Fixed::new).or(() -> setting(written)).or(() -> metric(written));
    }

    private Optional<Column> setting(String name) {
        return settings.keySet().stream().filter(name::equalsIgnoreCase).sorted().<Column>map(Setting::new).findFirst();
    }

    private Optional<Column> metric(String written) {
        return metrics.keySet().stream().filter(metric -> written.equalsIgnoreCase(metric.name() + (metric.figure() == Figure.LAST ? "" : "." + metric.figure().address()))
                || written.equalsIgnoreCase(metric.name() + "." + metric.figure().address())).sorted(Comparator.comparing(Metric::name)).<Column>map(metric -> metric).findFirst();
    }

    /// A sentence for a name that is none: those that look like it, or what there is.
    String unknown(String written) {
        var word = written.toLowerCase(Locale.ROOT);
        var near = all().stream().map(Columns::shortest).filter(name -> Likeness.near(word, name.toLowerCase(Locale.ROOT))).distinct().limit(3).toList();
        return "The runs of this project have no \"" + written + "\". " + (near.isEmpty()
                ? "There are " + String.join(", ", all().stream().map(Columns::shortest).distinct().limit(MOST_TOLD).toList()) + (all().size() > MOST_TOLD ? " and more." : ".")
                : "Do you mean " + String.join(" or ", near) + "?");
    }

    private static String shortest(Column column) { return column.address().replaceFirst("^(setting|metric)\\.", ""); }
}
