package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection beside the pool, for what must never stand in line behind other work: the heartbeat and the leader's lease.
/// Each question is a transaction of its own. A database that says nothing for 3 s is given up, and asked anew the next time.
public final class Lifeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lifeline.class);
    private static final int PATIENCE = 3000; // ms, less than a lease is long

    private final Database database;
    private volatile @Nullable Connection open;
    private volatile boolean closed;

    Lifeline(Database database) { this.database = database; }

    @FunctionalInterface
    public interface Question<T> {
        T on(Connection connection) throws SQLException;
    }

    public synchronized <T> T ask(Question<T> question) {
        try {
            return question.on(connection());
        } catch (SQLException e) {
            giveUp();
            throw new ProblemException(Problem.Kind.RESOURCES, "The database does not answer at the moment; try again shortly", e);
        }
    }

    private Connection connection() throws SQLException {
        var there = open;
        if (there == null) {
            there = database.connect("gannet lifeline");
            there.setNetworkTimeout(Runnable::run, PATIENCE);
            open = there;
        }
        if (closed) {
            throw new SQLException("the server ends");
        }
        return there;
    }

    private void giveUp() {
        var broken = open;
        open = null;
        try {
            if (broken != null) {
                broken.abort(Runnable::run);
            }
        } catch (SQLException e) {
            log.debug("The lifeline was cut already", e);
        }
    }

    @Override public void close() {
        closed = true;
        giveUp();
    }
}
