package gannet.server.storage;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// A store that speaks SQL and knows no entities, at work in one transaction, or with one for each statement.
public abstract class SqlStore {
    private final @Nullable StatelessSession session;
    private final @Nullable Storage storage;

    protected SqlStore(Transaction transaction) { this(transaction.session()); }

    protected SqlStore(StatelessSession session) {
        this.session = session;
        storage = null;
    }

    /// Each statement is a transaction of its own.
    protected SqlStore(Storage storage) {
        session = null;
        this.storage = storage;
    }

    @FunctionalInterface
    protected interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// @param values for the question marks; a collection is an array of ids, of whole numbers or of words, an [Optional] a word or null
    protected final <T> List<T> read(String sql, Reading<T> reading, @Nullable Object... values) {
        return in(false, session -> session.doReturningWork(connection -> {
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
        }));
    }

    protected final <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) { return read(sql, reading, values).stream().findFirst(); }

    /// @return how many rows
    protected final int change(String sql, @Nullable Object... values) {
        return in(true, session -> session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                fill(connection, statement, values);
                return statement.executeUpdate();
            }
        }));
    }

    /// The same statement for each row of values.
    protected final void changeAll(String sql, List<? extends List<?>> rows) {
        in(true, session -> session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (var row : rows) {
                    fill(connection, statement, row.toArray());
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        }));
    }

    private <T> T in(boolean writes, Function<StatelessSession, T> work) {
        if (session != null) {
            return work.apply(session);
        }
        var whole = Objects.requireNonNull(storage);
        return writes ? whole.inTransaction(transaction -> work.apply(transaction.session())) : whole.read(transaction -> work.apply(transaction.session()));
    }

    private static void fill(Connection connection, PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Instant time -> statement.setTimestamp(i + 1, Timestamp.from(time));
                case Enum<?> word -> statement.setString(i + 1, word.name());
                case Optional<?> maybe -> statement.setString(i + 1, maybe.map(String::valueOf).orElse(null));
                case Collection<?> none when none.isEmpty() -> statement.setObject(i + 1, "{}", Types.OTHER); // of whatever type is asked for there
                case Collection<?> many -> statement.setArray(i + 1, array(connection, many));
                case null, default -> statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static Array array(Connection connection, Collection<?> many) throws SQLException {
        Object one = many.iterator().next();
        var type = one instanceof UUID ? "uuid" : one instanceof Long ? "bigint" : "text";
        return connection.createArrayOf(type, many.toArray());
    }

    protected static UUID id(ResultSet row, int column) throws SQLException { return row.getObject(column, UUID.class); }

    protected static @Nullable UUID maybeId(ResultSet row, int column) throws SQLException { return row.getObject(column, UUID.class); }

    protected static Instant time(ResultSet row, int column) throws SQLException { return row.getTimestamp(column).toInstant(); }

    protected static @Nullable Instant maybeTime(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    protected static <T> @Nullable T maybe(ResultSet row, int column, Class<T> type) throws SQLException { return row.getObject(column, type); }

    protected static List<String> words(ResultSet row, int column) throws SQLException { return List.of((String[]) row.getArray(column).getArray()); }
}
