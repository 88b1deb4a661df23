package gannet.server.table;

import gannet.server.storage.Storage;
import gannet.server.table.Column.Field;
import gannet.server.table.Column.Figure;
import gannet.server.table.Column.Fixed;
import gannet.server.table.Column.Metric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks the database for numbers of runs, and for what the table shows of them. Each order is read from an index until the page
/// is full, so what lies behind it costs nothing.
final class TableStore {
    private final Storage storage;

    TableStore(Storage storage) { this.storage = storage; }

    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Sql sql, Reading<T> reading) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> list(connection, sql, reading)));
    }

    private static <T> List<T> list(Connection connection, Sql sql, Reading<T> reading) throws SQLException {
        try (var statement = sql.prepared(connection); var rows = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(reading.of(rows));
            }
            return list;
        }
    }

    int change(Sql sql) {
        return storage.inTransaction(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = sql.prepared(connection)) {
                return statement.executeUpdate();
            }
        }));
    }

    Columns columns(UUID project) {
        var settings = new HashMap<String, Integer>();
        var metrics = new HashMap<Metric, Integer>();
        list(new Sql().add("select kind, name, id from run_key where project = ?", project), row -> row.getString(1).equals("SETTING")
                ? settings.put(row.getString(2), row.getInt(3)) : metrics.put(new Metric(row.getString(2), Figure.valueOf(row.getString(1))), row.getInt(3)));
        return new Columns(settings, metrics);
    }

    /// @return how many there are, at most one more than `most`
    int count(Sql conditions, int most) {
        return list(new Sql().add("select count(*) from (select 1 from run r where ").add(conditions).add(" limit ?) found", most + 1), row -> row.getInt(1)).getFirst();
    }

    /// @param key of the column by which is sorted, if it is a setting or metric
    List<Long> numbers(Sql conditions, Column by, Optional<Integer> key, boolean down, int offset, int limit) {
        if (by instanceof Fixed(var field)) {
            return fixed(conditions, field, down, offset, limit);
        }
        int its = key.orElseThrow();
        var way = down ? " desc" : "";
        // numbers, then words, then runs that have neither
        var parts = List.of(
                new Sql().add("select r.number from run_value v join run r on r.number = v.run where v.key = ? and v.number is not null and ", its).add(conditions)
                        .add(" order by v.number" + way + ", v.run" + way),
                new Sql().add("select r.number from run_value v join run r on r.number = v.run where v.key = ? and v.word is not null and ", its).add(conditions)
                        .add(" order by v.word" + way + ", v.run" + way),
                new Sql().add("select r.number from run r where ").add(conditions).add(" and not exists (select 1 from run_value o where o.run = r.number and o.key = ?)", its)
                        .add(" order by r.number desc"));
        var numbers = new ArrayList<Long>();
        int skip = offset;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            int missing = limit - numbers.size();
            var found = missing == 0 ? List.<Long>of() : list(new Sql().add(part).add(" limit ? offset ?", missing, skip), row -> row.getLong(1));
            numbers.addAll(found);
            if (found.size() < missing && i + 1 < parts.size()) {
                // what was skipped in vain is skipped of the next part
                skip = found.isEmpty() && skip > 0 ? skip - length(part, skip) : 0;
            }
        }
        return numbers;
    }

    private int length(Sql part, int most) {
        return list(new Sql().add("select count(*) from (").add(part).add(" limit ?) found", most), row -> row.getInt(1)).getFirst();
    }

    private List<Long> fixed(Sql conditions, Field field, boolean down, int offset, int limit) {
        var way = down ? " desc" : "";
        var order = switch (field) {
            case NUMBER, CREATED -> "r.number" + way;
            case NAME -> "r.name" + way + ", r.number" + way;
            case STATE -> "r.state" + way + ", r.number" + way;
            case STEP -> "r.step" + way + ", r.number" + way;
            case VARIANT -> "r.variant" + way + ", r.number" + way;
            case DATA -> "lower(r.data_set_name)" + way + ", r.number" + way;
            case BY -> "lower(r.launched_by)" + way + ", r.number" + way;
            case EXPERIMENT, PARENT, TAG, NOTE, ARCHIVED -> throw RunTable.unsortable(field.address());
        };
        return list(new Sql().add("select r.number from run r where ").add(conditions).add(" order by " + order + " limit ? offset ?", limit, offset),
                row -> row.getLong(1));
    }

    record Group(String value, long runs) {}

    /// Of the newest so many runs that meet the conditions, how many have which value, the most frequent first.
    List<Group> groups(Sql conditions, Column by, Optional<Integer> key, int of, int most) {
        var value = switch (by) {
            case Fixed fixed -> grouped(fixed.field());
            case Column.Setting _, Metric _ -> "coalesce(v.word, v.number::text)";
        };
        var sql = new Sql().add("select coalesce(" + value + "::text, ''), count(*) from (select * from run r where ").add(conditions).add(" order by r.number desc limit ?) r ", of);
        key.ifPresent(its -> sql.add("left join run_value v on v.run = r.number and v.key = ? ", its));
        sql.add(value.equals("t.tag") ? "left join run_tag t on t.run = r.number " : "");
        return list(sql.add("group by 1 order by 2 desc, 1 limit ?", most), row -> new Group(row.getString(1), row.getLong(2)));
    }

    private static String grouped(Field field) {
        return switch (field) {
            case STATE -> "r.state";
            case VARIANT -> "r.variant";
            case DATA -> "r.data_set_name";
            case BY -> "r.launched_by";
            case EXPERIMENT -> "r.experiment";
            case TAG -> "t.tag";
            case NUMBER, NAME, STEP, CREATED, PARENT, NOTE, ARCHIVED -> throw RunTable.ungroupable(field.address());
        };
    }

    /// What stands beside runs: tags, note, whether they are archived.
    /// @param finding what the doctor says of it now, empty if nothing
    record Marks(List<String> tags, String note, boolean archived, String finding) {}

    Map<Long, Marks> marks(List<Long> numbers) {
        var marks = new HashMap<Long, Marks>();
        list(new Sql().add("""
                select r.number, array(select t.tag from run_tag t where t.run = r.number order by t.tag), coalesce(n.text, ''), r.archived is not null,
                    coalesce((select f.verdict from finding f where f.run = r.id and f.passed is null and f.dismissed_by is null order by f.since desc, f.rule limit 1), '')
                from run r left join run_note n on n.run = r.number where r.number = any(?)""", new Sql.Wholes(numbers)),
                row -> marks.put(row.getLong(1), new Marks(List.of((String[]) row.getArray(2).getArray()), row.getString(3), row.getBoolean(4), row.getString(5))));
        return marks;
    }

    /// @param word null for a number    @param number null for a word
    record Cell(long run, int key, @Nullable Double number, @Nullable String word) {}

    List<Cell> cells(List<Long> numbers, List<Long> keys) {
        return list(new Sql().add("select run, key, number, word from run_value where run = any(?) and key = any(?)", new Sql.Wholes(numbers), new Sql.Wholes(keys)),
                row -> new Cell(row.getLong(1), row.getInt(2), (Double) row.getObject(3), row.getString(4)));
    }

    record Curve(long run, int key, List<Float> points) {}

    List<Curve> curves(List<Long> numbers, List<Long> keys) {
        return list(new Sql().add("select run, key, points from run_spark where run = any(?) and key = any(?)", new Sql.Wholes(numbers), new Sql.Wholes(keys)),
                row -> new Curve(row.getLong(1), row.getInt(2), Arrays.asList((Float[]) row.getArray(3).getArray())));
    }

    /// The projects of runs, by number; those that are absent are missing.
    Map<Long, UUID> projects(List<Long> numbers) {
        var projects = new HashMap<Long, UUID>();
        list(new Sql().add("select number, project from run where number = any(?)", new Sql.Wholes(numbers)), row -> projects.put(row.getLong(1), row.getObject(2, UUID.class)));
        return projects;
    }

    /// Those of these runs that somebody else has launched.
    Set<Long> launchedByOthers(List<Long> numbers, UUID person) {
        var others = new HashSet<Long>();
        list(new Sql().add("select number from run where number = any(?) and person <> ?", new Sql.Wholes(numbers), person), row -> others.add(row.getLong(1)));
        return others;
    }

    List<SavedView> views(String condition, UUID id) {
        return list(new Sql().add("select id, project, name, address, created_by, created from run_view where " + condition + " = ? order by lower(name), id limit 500", id),
                row -> new SavedView(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getString(4), row.getString(5), row.getTimestamp(6).toInstant()));
    }
}
