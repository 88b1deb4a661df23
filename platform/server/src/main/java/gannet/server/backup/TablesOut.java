package gannet.server.backup;

import gannet.server.backup.Manifest.Sequence;
import gannet.server.backup.Manifest.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// All tables as they were at one moment, while others go on writing.
record TablesOut(Connection connection) {
    /// The history of migrations, which are done again before a backup's rows are put back.
    static final String HISTORY = "flyway_schema_history";

    record Found(String schema, List<Table> tables, List<Sequence> sequences) {}

    Found write(Destination destination) throws SQLException, IOException {
        connection.setAutoCommit(false);
        execute("set transaction isolation level repeatable read read only");
        var schema = text("select version from " + HISTORY + " where success and version is not null order by installed_rank desc limit 1").getFirst();
        var tables = new ArrayList<Table>();
        for (var name : text("select tablename from pg_tables where schemaname = current_schema() and tablename <> '" + HISTORY + "' order by 1")) {
            tables.add(table(name, destination));
        }
        var sequences = sequences(); // they follow no snapshot: what they say now is at least what the rows have
        connection.rollback();
        return new Found(schema, tables, sequences);
    }

    private Table table(String name, Destination destination) throws SQLException, IOException {
        var columns = text("""
                select attname from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum"""
                .formatted(quoted(name)));
        var rows = new long[1];
        var content = destination.put("database/" + name + ".copy", out -> rows[0] = copy("copy " + named(name, columns) + " to stdout (format binary)", out));
        return new Table(name, columns, rows[0], content);
    }

    private long copy(String sql, java.io.OutputStream out) throws IOException {
        try (var buffered = new BufferedOutputStream(out, 1 << 16)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, buffered);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<Sequence> sequences() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select sequencename, last_value from pg_sequences where schemaname = current_schema() and last_value is not null")) {
            var sequences = new ArrayList<Sequence>();
            while (rows.next()) {
                sequences.add(new Sequence(rows.getString(1), rows.getLong(2)));
            }
            return sequences;
        }
    }

    private List<String> text(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String named(String table, List<String> columns) {
        return quoted(table) + " (" + columns.stream().map(TablesOut::quoted).collect(Collectors.joining(", ")) + ")";
    }

    static String quoted(String name) { return '"' + name.replace("\"", "\"\"") + '"'; }
}
