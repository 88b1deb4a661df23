package gannet.server.table;

import gannet.server.account.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The table as comma-separated values: what every run has, then the columns that were asked for, in their order.
record Csv(RunTable table, Person who, Look look) {
    private static final int PAGE = 500;
    private static final List<String> FIXED = List.of("number", "name", "state", "variant", "data", "by", "step", "steps", "created", "started", "ended", "tags", "note");

    /// At most [RunTable#MOST_SHOWN] rows.
    String text() {
        var columns = table.columns(who, look.project());
        var chosen = look.columns().stream().flatMap(name -> columns.find(name).stream()).map(Column::address).filter(address -> address.contains(".")).distinct().toList();
        var lines = new StringBuilder();
        var head = new ArrayList<@Nullable Object>(FIXED);
        head.addAll(chosen);
        line(lines, head);
        for (int offset = 0; offset < RunTable.MOST_SHOWN; offset += PAGE) {
            var rows = table.rows(who, look, offset, PAGE);
            rows.forEach(row -> line(lines, cells(row, chosen)));
            if (rows.size() < PAGE) {
                break;
            }
        }
        return lines.toString();
    }

    private static List<@Nullable Object> cells(TableRow row, List<String> chosen) {
        var run = row.run();
        var cells = new ArrayList<@Nullable Object>();
        cells.addAll(List.of(run.number(), run.name(), run.state(), run.variant(), run.dataSet(), run.launchedBy(), run.step(), run.steps(), run.created()));
        cells.add(run.started());
        cells.add(run.ended());
        cells.add(String.join(" ", row.tags()));
        cells.add(row.note());
        chosen.forEach(address -> cells.add(row.values().get(address)));
        return cells;
    }

    private static void line(StringBuilder lines, List<@Nullable Object> cells) {
        for (int i = 0; i < cells.size(); i++) {
            lines.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        lines.append("\r\n");
    }

    /// Text that a spreadsheet would take for a formula has a quote before it.
    private static String cell(@Nullable Object value) {
        var text = Objects.toString(value, "");
        if (value instanceof String && !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
