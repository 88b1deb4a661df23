package gannet.server.gallery;

import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// What the stores of this feature share: they speak SQL and know no entities.
abstract class PlainStore {
    private final Storage storage;

    PlainStore(Storage storage) { this.storage = storage; }

    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    final <T> List<T> read(String sql, Reading<T> reading, List<?> values) {
        return storage.read(transaction -> rows(transaction.session(), sql, reading, values));
    }

    final <T> Optional<T> first(String sql, Reading<T> reading, List<?> values) { return read(sql, reading, values).stream().findFirst(); }

    /// @return how many rows
    final int change(String sql, List<?> values) {
        return storage.inTransaction(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                fill(connection, statement, values);
                return statement.executeUpdate();
            }
        }));
    }

    /// The same statement for each row of values, in one transaction.
    final void changeAll(String sql, List<? extends List<?>> rows) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (var row : rows) {
                    fill(connection, statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }));
    }

    private static <T> List<T> rows(StatelessSession session, String sql, Reading<T> reading, List<?> values) {
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                fill(connection, statement, values);
                try (var rows = statement.executeQuery()) {
                    var read = new ArrayList<T>();
                    while (rows.next()) {
                        read.add(reading.of(rows));
                    }
                    return read;
                }
            }
        });
    }

    /// A collection is an array of whole numbers.
    private static void fill(Connection connection, PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case Instant time -> statement.setTimestamp(i + 1, Timestamp.from(time));
                case Collection<?> numbers -> statement.setArray(i + 1, connection.createArrayOf("bigint", numbers.toArray()));
                case Object value -> statement.setObject(i + 1, value);
            }
        }
    }

    static UUID id(ResultSet row, int column) throws SQLException { return row.getObject(column, UUID.class); }
}
