package gannet.server.doctor;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Findings in the database, and what the doctor must know of a run.
final class FindingStore {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> WORDS = new TypeReference<>() {};
    private static final String COLUMNS = "rule, found, since, passed, time, lines, verdict, evidence, meaning, source, advice, changes, forks";

    private final Storage storage;

    FindingStore(Storage storage) { this.storage = storage; }

    record Patient(String variant, Map<String, Object> settings, long steps) {}

    record Open(long run, String rule, String verdict) {}

    Optional<Patient> patient(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select variant, settings, steps from run where id = ?")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(new Patient(rows.getString(1), Json.read("settings", rows.getString(2), VALUES), rows.getLong(3))) : Optional.empty();
                }
            }
        }));
    }

    List<FindingRow> findings(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select " + COLUMNS + ", dismissed_by from finding where run = ? order by found, rule")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    var findings = new ArrayList<FindingRow>();
                    while (rows.next()) {
                        findings.add(row(rows));
                    }
                    return findings;
                }
            }
        }));
    }

    /// The open findings of some runs of a project.
    List<Open> open(UUID project, Collection<Long> runs) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select run.number, finding.rule, finding.verdict from run join finding on finding.run = run.id
                    where run.number = any (?) and run.project = ? and finding.passed is null and finding.dismissed_by is null""")) {
                statement.setArray(1, connection.createArrayOf("bigint", runs.toArray()));
                statement.setObject(2, project);
                try (var rows = statement.executeQuery()) {
                    var open = new ArrayList<Open>();
                    while (rows.next()) {
                        open.add(new Open(rows.getLong(1), rows.getString(2), rows.getString(3)));
                    }
                    return open;
                }
            }
        }));
    }

    /// Keeps new findings, and where others have passed.
    void write(Transaction transaction, UUID run, Collection<FindingRow> changed) {
        transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement("insert into finding (run, " + COLUMNS + """
                    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)
                    on conflict (run, rule, found) do update set passed = excluded.passed""")) {
                for (var finding : changed) {
                    set(connection, statement, run, finding);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    /// @param by null to mind it again    @return whether there is such a finding
    boolean dismiss(UUID run, String rule, long found, @Nullable String by) {
        return storage.inTransaction(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("update finding set dismissed_by = ? where run = ? and rule = ? and found = ?")) {
                statement.setString(1, by);
                statement.setObject(2, run);
                statement.setString(3, rule);
                statement.setLong(4, found);
                return statement.executeUpdate() > 0;
            }
        }));
    }

    private static void set(Connection connection, PreparedStatement statement, UUID run, FindingRow finding) throws SQLException {
        statement.setObject(1, run);
        statement.setString(2, finding.rule());
        statement.setLong(3, finding.found());
        statement.setLong(4, finding.since());
        statement.setObject(5, finding.passed(), Types.BIGINT);
        statement.setTimestamp(6, Timestamp.from(finding.time()));
        statement.setArray(7, connection.createArrayOf("text", finding.lines().toArray()));
        statement.setString(8, finding.verdict());
        statement.setString(9, finding.evidence());
        statement.setString(10, finding.meaning());
        statement.setString(11, finding.source());
        statement.setString(12, finding.advice());
        statement.setString(13, Json.text(finding.changes()));
        statement.setBoolean(14, finding.forks());
    }

    private static FindingRow row(ResultSet rows) throws SQLException {
        long passed = rows.getLong(4);
        var end = rows.wasNull() ? null : passed;
        return new FindingRow(rows.getString(1), rows.getLong(2), rows.getLong(3), end, rows.getTimestamp(5).toInstant(), List.of((String[]) rows.getArray(6).getArray()),
                rows.getString(7), rows.getString(8), rows.getString(9), rows.getString(10), rows.getString(11), Json.read("changes", rows.getString(12), WORDS),
                rows.getBoolean(13), rows.getString(14));
    }
}
