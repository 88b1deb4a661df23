package gannet.testkit.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Looks into the house's database by a connection of its own, which may break at any moment. One thread at a time.
final class Facts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Properties address = new Properties();
    private @Nullable Connection open;

    /// @param file as the server writes it for a second one
    Facts(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            address.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// @return nothing if the database does not answer now
    <T> Optional<List<T>> glance(String sql, Row<T> row) {
        try (var statement = connection().createStatement(); var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return Optional.of(all);
        } catch (SQLException e) {
            close();
            return Optional.empty();
        }
    }

    /// The same from a database that has to answer in the end.
    <T> List<T> ask(String sql, Row<T> row) {
        var answer = new ArrayList<List<T>>();
        if (!Patience.until(PATIENCE, () -> glance(sql, row).map(answer::add).isPresent())) {
            throw new IllegalStateException("The database did not answer within " + PATIENCE + ": " + sql);
        }
        return answer.getFirst();
    }

    int count(String sql) { return ask(sql, row -> row.getInt(1)).getFirst(); }

    private Connection connection() throws SQLException {
        if (open == null) {
            var properties = new Properties();
            properties.setProperty("user", address.getProperty("database-user"));
            properties.setProperty("password", address.getProperty("database-password"));
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", "20");
            open = DriverManager.getConnection(address.getProperty("database-url"), properties);
        }
        return open;
    }

    @Override public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            // it was broken, and that is why it is closed
        } finally {
            open = null;
        }
    }
}
