package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that one server alone works with a database: a second one would find the first one's runs there but not
/// their workers, and train them again. It holds a lock of PostgreSQL on a connection of its own, which PostgreSQL lets go
/// when the server is gone, however it went.
final class SoleServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SoleServer.class);

    /// "gannet" in ASCII; locks of this kind belong to one database.
    private static final long KEY = 0x67616e6e6574L;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Database database;
    private final Thread watch;
    private Connection connection;
    private volatile boolean closed;

    private SoleServer(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        watch = Thread.ofVirtual().name("sole server").unstarted(this::watch);
    }

    static SoleServer claim(Database database) {
        try {
            var sole = new SoleServer(database, locked(database));
            sole.watch.start();
            return sole;
        } catch (SQLException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The database at " + database.url() + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /// Takes the lock again if PostgreSQL was restarted and has forgotten it.
    synchronized void look() throws SQLException {
        if (!closed && !connection.isValid(2)) {
            connection.close();
            connection = locked(database);
            log.info("The database's lock was lost with its connection, and is held again.");
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        synchronized (this) {
            try (var held = connection; var statement = held.createStatement()) {
                statement.execute("select pg_advisory_unlock(" + KEY + ")"); // now, not when PostgreSQL notices the closed connection
            } catch (SQLException e) {
                log.warn("The database's lock cannot be given back, which the end of its connection does too: {}", e.getMessage());
            }
        }
    }

    private void watch() {
        boolean sound = true;
        while (!closed) {
            try {
                Thread.sleep(LOOK_EVERY);
                look();
                sound = true;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | ProblemException e) {
                if (sound && !closed) {
                    log.warn("The database's lock is lost, and is tried for every {} s: {}", LOOK_EVERY.toSeconds(), e.getMessage());
                }
                sound = false;
            }
        }
    }

    private static Connection locked(Database database) throws SQLException {
        var properties = new Properties();
        if (!database.user().isEmpty()) {
            properties.setProperty("user", database.user());
        }
        if (!database.password().isEmpty()) {
            properties.setProperty("password", database.password());
        }
        properties.setProperty("ApplicationName", "gannet lock");
        properties.setProperty("connectTimeout", "10");
        var connection = DriverManager.getConnection(database.url(), properties);
        try (var statement = connection.createStatement()) {
            // a machine that vanished must not hold it for hours
            statement.execute("set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
            try (var rows = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
                if (rows.next() && rows.getBoolean(1)) {
                    return connection;
                }
            }
            throw new ProblemException(Problem.Kind.RESOURCES, "database-url", "Another server of Gannet works with the database at " + database.url()
                    + "; stop that one, or give this one a database of its own with --database-url");
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
