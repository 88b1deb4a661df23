package gannet.server.account;

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
import org.jspecify.annotations.Nullable;

/// What the stores of this feature share: they speak SQL and know no entities.
abstract class PlainStore {
    private final StatelessSession session;

    PlainStore(StatelessSession session) { this.session = session; }

    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// @param values for the question marks; a collection is an array of ids
    final <T> List<T> read(String sql, Reading<T> reading, Object... values) {
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

    /// @return how many rows
    final int change(String sql, Object... values) {
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                fill(connection, statement, values);
                return statement.executeUpdate();
            }
        });
    }

    private static void fill(Connection connection, PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Instant time -> statement.setTimestamp(i + 1, Timestamp.from(time));
                case Optional<?> maybe -> statement.setString(i + 1, maybe.map(String::valueOf).orElse(null));
                case Enum<?> word -> statement.setString(i + 1, word.name());
                case Collection<?> ids -> statement.setArray(i + 1, connection.createArrayOf("uuid", ids.toArray()));
                default -> statement.setObject(i + 1, values[i]);
            }
        }
    }

    static UUID id(ResultSet row, int column) throws SQLException { return row.getObject(column, UUID.class); }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
