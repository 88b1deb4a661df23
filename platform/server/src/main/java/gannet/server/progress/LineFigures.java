package gannet.server.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the table of runs shows of one run's chart lines: what each came to last, the lowest and highest it was, and its small
/// curve. They are written with the events they come from, in the same transaction.
final class LineFigures {
    /// A run that charts thousands of lines has the first of them in the table, and all of them on its page.
    static final int MOST_LINES = 300;

    private final long run;
    private final UUID project;
    private final Map<String, Line> lines = new HashMap<>();

    private LineFigures(long run, UUID project) {
        this.run = run;
        this.project = project;
    }

    private static final class Line {
        @Nullable LineKeys keys;
        double last;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        boolean lower;
        boolean higher;
        boolean changed;
        Spark spark = new Spark();
    }

    static LineFigures of(Connection connection, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select r.number, r.project, k.name, k.kind, k.id, v.number, s.width, s.points from run r
                left join run_value v on v.run = r.number
                left join run_key k on k.id = v.key and k.kind <> 'SETTING'
                left join run_spark s on s.run = r.number and s.key = k.id where r.id = ?""")) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("There is no run " + id + " in the database");
                }
                var figures = new LineFigures(rows.getLong(1), rows.getObject(2, UUID.class));
                do {
                    var name = rows.getString(3);
                    if (name == null) {
                        continue;
                    }
                    var line = figures.lines.computeIfAbsent(name, _ -> new Line());
                    switch (rows.getString(4)) {
                        case "LOWEST" -> line.lowest = rows.getDouble(6);
                        case "HIGHEST" -> line.highest = rows.getDouble(6);
                        default -> { } // what it came to last is not needed to go on
                    }
                    if (rows.getArray(8) != null) {
                        line.spark = new Spark(rows.getLong(7), floats((Float[]) rows.getArray(8).getArray()));
                    }
                } while (rows.next());
                return figures;
            }
        }
    }

    private static float[] floats(Float[] boxed) {
        var points = new float[boxed.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = boxed[i];
        }
        return points;
    }

    void take(long step, Map<String, Double> values) {
        for (var entry : values.entrySet()) {
            if (lines.size() >= MOST_LINES && !lines.containsKey(entry.getKey())) {
                continue;
            }
            var line = lines.computeIfAbsent(entry.getKey(), _ -> new Line());
            double value = entry.getValue();
            line.last = value;
            line.changed = true;
            if (Double.isFinite(value)) {
                line.lower |= value < line.lowest;
                line.higher |= value > line.highest;
                line.lowest = Math.min(line.lowest, value);
                line.highest = Math.max(line.highest, value);
            }
            line.spark.add(step, value);
        }
    }

    void write(Connection connection, Writes writes) throws SQLException {
        var changed = lines.entrySet().stream().filter(line -> line.getValue().changed).sorted(Map.Entry.comparingByKey()).toList();
        if (changed.isEmpty()) {
            return;
        }
        var unknown = changed.stream().filter(line -> line.getValue().keys == null).map(Map.Entry::getKey).toList();
        if (!unknown.isEmpty()) {
            LineKeys.of(connection, project, unknown).forEach((name, keys) -> lines.computeIfAbsent(name, _ -> new Line()).keys = keys);
        }
        values(writes, changed.stream().map(Map.Entry::getValue).toList());
        sparks(writes, changed.stream().map(Map.Entry::getValue).toList());
        changed.forEach(line -> {
            line.getValue().changed = false;
            line.getValue().lower = false;
            line.getValue().higher = false;
        });
    }

    private record Figure(int key, double value) {
        @Nullable Double number() { return Double.isFinite(value) ? value : null; }

        @Nullable String word() { return Double.isFinite(value) ? null : Double.toString(value).toLowerCase(Locale.ROOT); }
    }

    private void values(Writes writes, List<Line> changed) throws SQLException {
        var figures = new ArrayList<Figure>();
        for (var line : changed) {
            var keys = Objects.requireNonNull(line.keys);
            figures.add(new Figure(keys.last(), line.last));
            if (line.lower) {
                figures.add(new Figure(keys.lowest(), line.lowest));
            }
            if (line.higher) {
                figures.add(new Figure(keys.highest(), line.highest));
            }
        }
        writes.add("""
                insert into run_value (run, key, number, word) select ?, * from unnest(?, ?, ?)
                on conflict (run, key) do update set number = excluded.number, word = excluded.word""",
                run, writes.array("integer", figures.stream().map(Figure::key).toArray()), writes.array("float8", figures.stream().map(Figure::number).toArray()),
                writes.array("text", figures.stream().map(Figure::word).toArray()));
    }

    /// An array of arrays would be taken for one, so each goes as its text.
    private void sparks(Writes writes, List<Line> changed) throws SQLException {
        writes.add("""
                insert into run_spark (run, key, width, points) select ?, key, width, cast(points as real[]) from unnest(?, ?, ?) line (key, width, points)
                on conflict (run, key) do update set width = excluded.width, points = excluded.points""",
                run, writes.array("integer", changed.stream().map(line -> Objects.requireNonNull(line.keys).last()).toArray()),
                writes.array("bigint", changed.stream().map(line -> line.spark.width()).toArray()),
                writes.array("text", changed.stream().map(line -> Arrays.toString(line.spark.points()).replace('[', '{').replace(']', '}')).toArray()));
    }
}
