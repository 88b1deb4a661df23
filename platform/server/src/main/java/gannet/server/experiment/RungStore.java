package gannet.server.experiment;

import gannet.parameters.Json;
import gannet.server.queue.State;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What was decided at the rungs of sweeps. Whoever decides holds its experiment's row, so that there is one decision for each
/// run and rung, however many servers look.
final class RungStore {
    private final Storage storage;

    RungStore(Storage storage) { this.storage = storage; }

    /// A run of a sweep that is stopped early.
    ///
    /// @param decided how many rungs of it are    @param toStop whether it was told to stop at the last one, and that is not done
    /// @param stopped whether it was told so at all
    record Climber(UUID run, long steps, State state, int decided, boolean toStop, boolean stopped) {
        /// One that was told to stop is not judged further, unless a person has let it go on.
        boolean climbs() { return !toStop && !(stopped && (state.isOver() || state == State.STOPPING)); }
    }

    /// @param place from 1    @param reached how many had come to the rung by then, it included
    record Decision(UUID run, int rung, long step, double value, int place, int reached, boolean goesOn, String reason, boolean done) {}

    record ToStop(UUID run, int rung, String reason) {}

    /// Experiments with early stopping in which a worker is at something.
    List<UUID> live() {
        return storage.read(transaction -> transaction.session().createNativeQuery("""
                select distinct e.id from job j join run r on r.id = j.run join experiment e on e.id = r.experiment
                where j.state in ('STARTING', 'RUNNING', 'PAUSING', 'PREEMPTING', 'STOPPING') and jsonb_typeof(e.sweep -> 'halving') = 'object'""", UUID.class).getResultList());
    }

    List<ToStop> toStop() {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select run, rung, reason from rung where not done order by decided, run");
                    var rows = statement.executeQuery()) {
                var toStop = new ArrayList<ToStop>();
                while (rows.next()) {
                    toStop.add(new ToStop(rows.getObject(1, UUID.class), rows.getInt(2), rows.getString(3)));
                }
                return toStop;
            }
        }));
    }

    void done(ToStop stopped) {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("update rung set done = true where run = :run and rung = :rung")
                .setParameter("run", stopped.run()).setParameter("rung", stopped.rung()).executeUpdate());
    }

    Optional<Halving> locked(Transaction transaction, UUID experiment) {
        return Optional.ofNullable(transaction.session().createNativeQuery("select cast(sweep as text) from experiment where id = :id for update", String.class)
                .setParameter("id", experiment).uniqueResult()).map(sweep -> Json.read("sweep", sweep, Sweep.class).halving());
    }

    /// The experiment's runs that have gone beyond a step, in the order in which they were launched.
    List<Climber> beyond(Transaction transaction, UUID experiment, long step) {
        return transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select r.id, r.steps, r.state, count(g.run), coalesce(bool_or(not g.done), false), coalesce(bool_or(not g.goes_on), false)
                    from run r left join rung g on g.run = r.id where r.experiment = ? and r.step > ? group by r.id order by r.number""")) {
                statement.setObject(1, experiment);
                statement.setLong(2, step);
                try (var rows = statement.executeQuery()) {
                    var climbers = new ArrayList<Climber>();
                    while (rows.next()) {
                        climbers.add(new Climber(rows.getObject(1, UUID.class), rows.getLong(2), State.valueOf(rows.getString(3)), rows.getInt(4), rows.getBoolean(5), rows.getBoolean(6)));
                    }
                    return climbers;
                }
            }
        });
    }

    /// What the experiment's runs had reached at a rung when they were judged there.
    List<Double> values(Transaction transaction, UUID experiment, int rung) {
        return transaction.session().createNativeQuery("select g.value from rung g join run r on r.id = g.run where r.experiment = :experiment and g.rung = :rung", Double.class)
                .setParameter("experiment", experiment).setParameter("rung", rung).getResultList();
    }

    void add(Transaction transaction, List<Decision> decisions, Instant now) {
        if (!decisions.isEmpty()) {
            transaction.session().doWork(connection -> write(connection, decisions, now));
        }
    }

    private static void write(Connection connection, List<Decision> decisions, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into rung (run, rung, step, value, place, reached, goes_on, reason, done, decided) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var decision : decisions) {
                statement.setObject(1, decision.run());
                statement.setInt(2, decision.rung());
                statement.setLong(3, decision.step());
                statement.setDouble(4, decision.value());
                statement.setInt(5, decision.place());
                statement.setInt(6, decision.reached());
                statement.setBoolean(7, decision.goesOn());
                statement.setString(8, decision.reason());
                statement.setBoolean(9, decision.done());
                statement.setTimestamp(10, Timestamp.from(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
