package gannet.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Short words between all servers of one database: "queue", "devices", "run:17". They are sent by the transaction that
/// changes something and heard when it is committed, by the sender too. They save waiting and promise nothing: what was said
/// while the connection was broken is lost, so whoever listens also looks by itself now and then.
public final class Wakeups implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wakeups.class);
    private static final String CHANNEL = "gannet";
    private static final int LISTEN = 10_000; // ms; then the connection is asked whether it lives
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// What ends when it is closed.
    public interface Hearing extends AutoCloseable {
        @Override void close();
    }

    private record Listener(String prefix, Consumer<String> told) {}

    private final Database database;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile @Nullable Connection open;
    private volatile boolean closed;

    private Wakeups(Database database) {
        this.database = database;
        thread = Thread.ofVirtual().name("wakeups").unstarted(this::listen);
    }

    public static Wakeups open(Database database) {
        var wakeups = new Wakeups(database);
        wakeups.thread.start();
        return wakeups;
    }

    /// Said when the transaction is committed; the same word twice in one transaction is heard once.
    public void ring(Transaction transaction, String word) {
        transaction.session().doWork(connection -> ring(connection, word));
    }

    /// The same, for stores that are at work on a transaction's connection.
    public static void ring(Connection connection, String word) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            statement.setString(1, word);
            statement.execute();
        }
    }

    /// Hears every word that begins so, in order, on the one thread that listens: it must not hold that up.
    public Hearing on(String prefix, Consumer<String> told) {
        var listener = new Listener(prefix, told);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void listen() {
        boolean sound = true;
        while (!closed) {
            try (var connection = database.connect("gannet wakeups")) {
                open = connection;
                try (var statement = connection.createStatement()) {
                    statement.execute("listen " + CHANNEL);
                }
                if (!sound) {
                    log.info("Other servers are heard again.");
                }
                sound = true;
                hear(connection);
            } catch (SQLException e) {
                if (sound && !closed) {
                    log.warn("Other servers cannot be heard, and the connection is tried again every second: {}", e.getMessage());
                }
                sound = false;
                pause();
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        var heard = connection.unwrap(PGConnection.class);
        while (!closed) {
            var notifications = heard.getNotifications(LISTEN);
            if ((notifications == null || notifications.length == 0) && !connection.isValid(5)) {
                throw new SQLException("the connection does not answer");
            }
            if (notifications != null) {
                for (var notification : notifications) {
                    tell(notification.getParameter());
                }
            }
        }
    }

    private void tell(String word) {
        for (var listener : listeners) {
            if (word.startsWith(listener.prefix())) {
                try {
                    listener.told().accept(word);
                } catch (RuntimeException e) {
                    log.warn("Nobody could do what \"{}\" asks for: {}", word, e.getMessage(), e);
                }
            }
        }
    }

    private void pause() {
        try {
            if (!closed) {
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override public void close() {
        closed = true;
        try {
            var connection = open;
            if (connection != null) {
                connection.abort(Runnable::run); // wakes the thread that listens on it
            }
            if (!thread.join(RETRY)) {
                thread.interrupt();
            }
        } catch (SQLException e) {
            log.debug("The connection of wakeups was closed already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
