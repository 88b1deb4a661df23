package gannet.server.backup;

import gannet.server.backup.Manifest.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// Puts rows back into a schema that its migrations have just made: all of them or none. Foreign keys are taken away
/// meanwhile and made again at the end, which checks every row; a superuser is not needed for that. Triggers come back in the
/// mode they had.
record TablesIn(Connection connection) {
    private record ForeignKey(String table, String name, String definition) {}

    /// @param mode the word by which it is switched on as it was: "", "always " or "replica "
    private record Trigger(String table, String name, String mode) {}

    void fill(Manifest manifest, Source source) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var keys = foreignKeys();
        for (var key : keys) {
            execute("alter table " + key.table() + " drop constraint " + TablesOut.quoted(key.name()));
        }
        var triggers = triggers(); // what they write is in the backup
        for (var trigger : triggers) {
            execute("alter table " + trigger.table() + " disable trigger " + TablesOut.quoted(trigger.name()));
        }
        for (var table : manifest.tables()) {
            fill(table, source);
        }
        for (var trigger : triggers) {
            execute("alter table " + trigger.table() + " enable " + trigger.mode() + "trigger " + TablesOut.quoted(trigger.name()));
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
        if (hasRows(table)) { // which its migration wrote; an audit log, which nobody may empty, has none
            execute("truncate " + TablesOut.quoted(table.name()));
        }
        try (var content = source.open(table.content())) {
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + TablesOut.named(table.name(), table.columns()) + " from stdin (format binary)", content);
            if (rows != table.rows()) {
                throw new IOException("the table " + table.name() + " has " + rows + " rows instead of " + table.rows());
            }
        }
    }

    private boolean hasRows(Table table) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("select exists (select from " + TablesOut.quoted(table.name()) + ")")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private List<Trigger> triggers() throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("""
                select t.tgrelid::regclass::text, t.tgname, case t.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end
                from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where not t.tgisinternal and t.tgenabled <> 'D' and c.relnamespace = current_schema()::regnamespace order by 1, 2""")) {
            var triggers = new ArrayList<Trigger>();
            while (rows.next()) {
                triggers.add(new Trigger(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return triggers;
        }
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
