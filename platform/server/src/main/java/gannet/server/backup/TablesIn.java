package gannet.server.backup;

import gannet.server.backup.Manifest.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Puts rows back into a schema that its migrations have just made: all of them or none. Foreign keys are taken away
/// meanwhile and made again at the end, which checks every row; a superuser is not needed for that.
record TablesIn(Connection connection) {
    private record ForeignKey(String table, String name, String definition) {}

    void fill(Manifest manifest, Source source) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var keys = foreignKeys();
        for (var key : keys) {
            execute("alter table " + key.table() + " drop constraint " + TablesOut.quoted(key.name()));
        }
        // migrations write rows, too
        execute("truncate " + manifest.tables().stream().map(table -> TablesOut.quoted(table.name())).collect(Collectors.joining(", ")));
        for (var table : manifest.tables()) {
            fill(table, source);
        }
        for (var sequence : manifest.sequences()) {
            try (var set = connection.prepareStatement("select setval(?::regclass, ?)")) {
                set.setString(1, TablesOut.quoted(sequence.name()));
                set.setLong(2, sequence.value());
                set.execute();
            }
        }
        for (var key : keys) {
            execute("alter table " + key.table() + " add constraint " + TablesOut.quoted(key.name()) + " " + key.definition());
        }
        // their workers work elsewhere or nowhere, and a stranger may have their numbers: whoever attends to them finds nobody
        execute("update job set process = null, process_started = null where process is not null");
        connection.commit();
    }

    private void fill(Table table, Source source) throws SQLException, IOException {
        var name = TablesOut.quoted(table.name());
        execute("alter table " + name + " disable trigger user"); // what they write is in the backup
        try (var content = source.open(table.content())) {
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + TablesOut.named(table.name(), table.columns()) + " from stdin (format binary)", content);
            if (rows != table.rows()) {
                throw new IOException("the table " + table.name() + " has " + rows + " rows instead of " + table.rows());
            }
        }
        execute("alter table " + name + " enable trigger user");
    }

    private List<ForeignKey> foreignKeys() throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2""")) {
            var keys = new ArrayList<ForeignKey>();
            while (rows.next()) {
                keys.add(new ForeignKey(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return keys;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
