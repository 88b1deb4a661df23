package gannet.server.table;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.experiment.RunLists;
import gannet.server.storage.Storage;
import gannet.server.table.Column.Metric;
import gannet.server.table.Column.Setting;
import gannet.server.table.query.QueryParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The table of a project's runs: filtered, sorted and grouped by anything, a page at a time.
public final class RunTable {
    /// Nobody scrolls farther; a narrower query or the other order shows what lies behind.
    public static final int MOST_SHOWN = 10_000;

    private static final int MOST_ON_A_PAGE = 500;
    private static final int MOST_COLUMNS = 60;
    private static final int MOST_GROUPS = 200;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final TableStore store;
    private final Policy policy;
    private final RunLists runs;

    /// @param total how many there are in all, as far as they are counted    @param more whether there are more than that
    public record Page(List<TableRow> rows, int total, boolean more) {}

    /// @param query what to add to the query for the runs of this group alone
    public record Group(String value, long runs, String query) {}

    public RunTable(Storage storage, Policy policy, RunLists runs) {
        this.store = new TableStore(storage);
        this.policy = policy;
        this.runs = runs;
    }

    /// What can be a column here.
    public Columns columns(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return store.columns(project);
    }

    public Page page(Person who, Look look, int offset, int limit) {
        var numbers = numbers(who, look, offset, limit);
        int total = count(who, look);
        return new Page(rows(who, look, numbers), Math.min(total, MOST_SHOWN), total > MOST_SHOWN);
    }

    /// @return at most one more than [#MOST_SHOWN]
    public int count(Person who, Look look) {
        policy.require(who, Action.SEE, look.project());
        return store.count(Conditions.of(look.query(), look.project(), store.columns(look.project())), MOST_SHOWN);
    }

    /// The rows of a page without the count.
    public List<TableRow> rows(Person who, Look look, int offset, int limit) { return rows(who, look, numbers(who, look, offset, limit)); }

    private List<Long> numbers(Person who, Look look, int offset, int limit) {
        policy.require(who, Action.SEE, look.project());
        if (offset < 0 || limit < 1 || limit > MOST_ON_A_PAGE || offset + limit > MOST_SHOWN) {
            throw ProblemException.user("limit", "offset must be 0 or more, limit from 1 to %d, and both together at most %,d, not %d and %d; narrow the query for what lies behind."
                    .formatted(MOST_ON_A_PAGE, MOST_SHOWN, offset, limit));
        }
        var columns = store.columns(look.project());
        boolean down = look.sort().startsWith("-");
        var name = down ? look.sort().substring(1) : look.sort();
        var by = columns.find(name).orElseThrow(() -> ProblemException.user("sort", columns.unknown(name)));
        return store.numbers(Conditions.of(look.query(), look.project(), columns), by, columns.key(by), down, offset, limit);
    }

    /// These runs in this order, without those that are absent for this person.
    public List<TableRow> rows(Person who, Look look, List<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        var wanted = wanted(look, store.columns(look.project()));
        var marks = store.marks(numbers);
        var keys = wanted.values().stream().filter(shown -> shown.key != null).map(shown -> (long) Objects.requireNonNull(shown.key)).toList();
        var cells = new HashMap<Long, TreeMap<String, Object>>();
        var curves = new HashMap<Long, TreeMap<String, List<@Nullable Float>>>();
        var addresses = new HashMap<Integer, String>();
        wanted.forEach((address, shown) -> {
            if (shown.key != null) {
                addresses.put(shown.key, address);
            }
        });
        if (!keys.isEmpty()) {
            store.cells(numbers, keys).forEach(cell -> cells.computeIfAbsent(cell.run(), _ -> new TreeMap<>())
                    .put(addresses.get(cell.key()), cell.number() == null ? Objects.requireNonNullElse(cell.word(), "") : cell.number()));
            store.curves(numbers, keys).forEach(curve -> curves.computeIfAbsent(curve.run(), _ -> new TreeMap<>()).put(addresses.get(curve.key()), finite(curve.points())));
        }
        var rows = new ArrayList<TableRow>();
        for (var run : runs.all(who, numbers)) {
            var mark = marks.getOrDefault(run.number(), new TableStore.Marks(List.of(), "", false, ""));
            var values = cells.getOrDefault(run.number(), new TreeMap<>());
            wanted.forEach((address, shown) -> {
                if (shown.column instanceof Setting(var name)) {
                    // as it was written, where the index keeps lower case
                    Optional.ofNullable(run.settings().getOrDefault(name, run.training().get(name))).ifPresent(value -> values.put(address, value));
                }
            });
            rows.add(new TableRow(run, mark.tags(), mark.note(), mark.archived(), mark.finding(), values, curves.getOrDefault(run.number(), new TreeMap<>())));
        }
        return List.copyOf(rows);
    }

    private record Shown(Column column, @Nullable Integer key) {}

    /// Columns that are asked for, by address. What a saved view names and no run has yet stays empty.
    private static TreeMap<String, Shown> wanted(Look look, Columns columns) {
        if (look.columns().size() > MOST_COLUMNS) {
            throw ProblemException.user("columns", "At most %d columns can be shown at once, not %d.".formatted(MOST_COLUMNS, look.columns().size()));
        }
        var wanted = new TreeMap<String, Shown>();
        look.columns().forEach(name -> columns.find(name).filter(column -> column instanceof Setting || column instanceof Metric)
                .ifPresent(column -> wanted.put(column.address(), new Shown(column, columns.key(column).orElse(null)))));
        return wanted;
    }

    private static List<@Nullable Float> finite(List<Float> points) {
        var all = new ArrayList<@Nullable Float>(points.size());
        points.forEach(point -> all.add(Float.isFinite(point) ? point : null));
        return all;
    }

    /// How the runs that meet a query are shared out among the values of a column: of the newest [#MOST_SHOWN].
    public List<Group> groups(Person who, Look look, String by) {
        policy.require(who, Action.SEE, look.project());
        var columns = store.columns(look.project());
        var column = columns.find(by).orElseThrow(() -> ProblemException.user("by", columns.unknown(by)));
        var conditions = Conditions.of(look.query(), look.project(), columns);
        return store.groups(conditions, column, columns.key(column), MOST_SHOWN, MOST_GROUPS).stream()
                .map(group -> new Group(group.value(), group.runs(), query(column, group.value()))).toList();
    }

    private static String query(Column column, String value) {
        var name = QueryParser.written(column.address());
        if (value.isEmpty()) {
            return "-" + name + ":*";
        }
        return name + (NUMBER.matcher(value).matches() ? "=" + value : ":" + QueryParser.written(value));
    }

    static ProblemException unsortable(String name) {
        return ProblemException.user("sort", "Runs are not sorted by %s; sort by number, name, state, step, variant, data, by, or any setting or metric.".formatted(name));
    }

    static ProblemException ungroupable(String name) {
        return ProblemException.user("by", "Runs are not grouped by %s; group by state, variant, data, by, experiment, tag, or any setting or metric.".formatted(name));
    }

    static ProblemException absent(long number) {
        return new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you.");
    }
}
