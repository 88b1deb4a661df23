package gannet.server.storage;

import gannet.server.Entities;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A fresh, migrated database for a test class, in a PostgreSQL started as in production, once for all tests of the module.
///
/// ```java
/// static final TestDatabase DATABASE = TestDatabase.fresh();
/// @AfterAll static void close() { DATABASE.close(); }
/// ```
public record TestDatabase(Database database, Storage storage) implements AutoCloseable {
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable PrivatePostgres postgres;

    public static TestDatabase fresh() {
        var server = server();
        var name = "test_" + COUNT.incrementAndGet();
        execute(server, "create database " + name + " template " + TEMPLATE + " strategy file_copy");
        var database = named(server, name);
        return new TestDatabase(database, Storage.open(database, Entities.all()));
    }

    /// An empty one, without a table.
    static Database empty() {
        var server = server();
        var name = "test_" + COUNT.incrementAndGet();
        execute(server, "create database " + name);
        return named(server, name);
    }

    @Override
    public void close() { storage.close(); }

    private static synchronized Database server() {
        if (postgres == null) {
            var directory = DataDirectory.claim(Path.of("target", "test-server").toAbsolutePath());
            var started = PrivatePostgres.start(directory.folder().resolve("postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                directory.close();
            }));
            postgres = started;
            forgetEarlierRuns(started.database());
            execute(started.database(), "create database " + TEMPLATE);
            Storage.open(named(started.database(), TEMPLATE), Entities.all()).close();
        }
        return postgres.database();
    }

    private static void forgetEarlierRuns(Database server) {
        var names = new ArrayList<String>();
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select datname from pg_database where datname like 'test\\_%' or datname = '" + TEMPLATE + "'")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        names.forEach(name -> execute(server, "drop database " + name));
    }

    private static Database named(Database server, String name) {
        return new Database(server.url().replaceFirst("/[^/]*$", "/" + name), server.user(), server.password());
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void execute(Database database, String sql) {
        try (var connection = connect(database); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
