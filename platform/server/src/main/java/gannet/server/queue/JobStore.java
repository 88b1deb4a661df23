package gannet.server.queue;

import gannet.server.compute.Device;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Jobs in the database. Every change of state is a row, written in the same transaction, which also keeps the run's
/// own state equal to that of its newest job. Whoever locks both locks the job first.
final class JobStore {
    private static final String TICKET = """
            select j.id, j.run, r.number, r.project, j.state, j.reason, j.attempt, j.attempts_allowed, j.device, j.process, j.process_started
            from job j join run r on r.id = j.run
            """;
    private static final String LISTED = """
            select j.id, r.number, r.name, r.project, j.state, j.priority, j.attempt, j.attempts_allowed, j.device, j.reason,
                   r.launched_by, r.step, r.steps, j.created, j.started, j.ended, r.milliseconds_per_step
            from job j join run r on r.id = j.run
            """;

    private final Storage storage;

    JobStore(Storage storage) { this.storage = storage; }

    record Listed(
            UUID id, long run, String runName, UUID project, State state, int priority, int attempt, int attemptsAllowed, String device, String reason,
            String launchedBy, long step, long steps, Instant created, @Nullable Instant started, @Nullable Instant ended, double millisecondsPerStep) {}

    UUID add(Transaction transaction, UUID run, int attemptsAllowed, String actor, String reason, Instant now) {
        var job = new JobRow();
        job.id = Ids.next();
        job.run = run;
        job.state = State.QUEUED;
        job.reason = "";
        job.attemptsAllowed = attemptsAllowed;
        job.device = "";
        job.created = now;
        transaction.session().insert(job);
        record(transaction.session(), job, now, actor, reason);
        return job.id;
    }

    /// Whose job is next.
    Optional<UUID> nextRun() {
        return storage.read(transaction -> transaction.session().createNativeQuery(
                "select run from job where state = 'QUEUED' order by priority desc, created, id limit 1", UUID.class).uniqueResultOptional());
    }

    /// Takes the job whose turn it is for this device; no two callers ever get the same one.
    Optional<Ticket> claim(Device device, Instant now) {
        return storage.inTransaction(transaction -> {
            var session = transaction.session();
            var next = session.createNativeQuery(
                    "select id from job where state = 'QUEUED' order by priority desc, created, id limit 1 for update skip locked", UUID.class).uniqueResult();
            if (next == null) {
                return Optional.empty();
            }
            var job = locked(session, next);
            job.attempt++;
            job.device = device.id();
            job.process = null;
            job.processStarted = null;
            job.started = job.started == null ? now : job.started;
            move(session, job, State.STARTING, now, "Gannet", "Takes its turn on " + device.label() + ".");
            return Optional.of(ticket(session, job.id));
        });
    }

    /// Changes the state, if it is in one of these and may go on from there.
    Optional<Ticket> change(UUID id, Set<State> from, State to, Instant now, String actor, String reason) {
        return storage.inTransaction(transaction -> {
            var session = transaction.session();
            var job = locked(session, id);
            if (!from.contains(job.state) || !job.state.next().contains(to)) {
                return Optional.empty();
            }
            move(session, job, to, now, actor, reason);
            return Optional.of(ticket(session, id));
        });
    }

    /// Puts it back into its place in the queue.
    ///
    /// @param counts whether this uses up an attempt
    Optional<Ticket> again(UUID id, Instant now, String reason, boolean counts) {
        return storage.inTransaction(transaction -> {
            var session = transaction.session();
            var job = locked(session, id);
            if (!job.state.next().contains(State.QUEUED)) {
                return Optional.empty();
            }
            job.attemptsAllowed += counts ? 0 : 1;
            move(session, job, State.QUEUED, now, "Gannet", reason);
            return Optional.of(ticket(session, id));
        });
    }

    void writeProcess(UUID id, long process, Instant started) {
        storage.change(transaction -> transaction.session().createMutationQuery("update JobRow set process = :process, processStarted = :started where id = :id")
                .setParameter("process", process).setParameter("started", started).setParameter("id", id).executeUpdate());
    }

    List<Ticket> live() { return storage.read(transaction -> tickets(transaction.session(), TICKET + "where j.state in ('STARTING', 'RUNNING', 'STOPPING') order by j.id", null)); }

    /// The job that is open for this run, if there is one.
    Optional<Ticket> open(UUID run) {
        return storage.read(transaction -> tickets(
                transaction.session(), TICKET + "where j.run = ? and j.state in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING')", run).stream().findFirst());
    }

    Optional<Ticket> find(UUID job) { return storage.read(transaction -> tickets(transaction.session(), TICKET + "where j.id = ?", job).stream().findFirst()); }

    /// Waiting ones in their order, live ones, and those that ended lately.
    List<Listed> listed(Instant endedSince, int most) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var sql = "(" + LISTED + "where j.state = 'QUEUED' order by j.priority desc, j.created, j.id limit ?) union all ("
                    + LISTED + "where j.state in ('STARTING', 'RUNNING', 'STOPPING') order by j.started, j.id) union all ("
                    + LISTED + "where j.ended >= ? order by j.ended desc limit ?)";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setInt(1, most);
                statement.setTimestamp(2, Timestamp.from(endedSince));
                statement.setInt(3, most);
                try (var rows = statement.executeQuery()) {
                    var listed = new ArrayList<Listed>();
                    while (rows.next()) {
                        listed.add(listed(rows));
                    }
                    return listed;
                }
            }
        }));
    }

    long countOpen() {
        return storage.read(transaction -> transaction.session().createNativeQuery(
                "select count(*) from job where state in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING')", Long.class).getSingleResult());
    }

    Optional<Listed> listed(UUID job) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(LISTED + "where j.id = ?")) {
                statement.setObject(1, job);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(listed(rows)) : Optional.empty();
                }
            }
        }));
    }

    Map<UUID, List<Job.Change>> changes(List<UUID> jobs) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from JobChangeRow where job in :jobs order by id", JobChangeRow.class)
                .setParameter("jobs", jobs).getResultList().stream()
                .collect(Collectors.groupingBy(row -> row.job, Collectors.mapping(JobStore::change, Collectors.toList()))));
    }

    /// All that happened to a run's jobs, the oldest first.
    List<Job.Change> changesOfRun(UUID run) {
        return storage.read(transaction -> transaction.session().createSelectionQuery(
                "select c from JobChangeRow c join JobRow j on j.id = c.job where j.run = :run order by c.id", JobChangeRow.class)
                .setParameter("run", run).getResultList().stream().map(JobStore::change).toList());
    }

    private static Job.Change change(JobChangeRow row) { return new Job.Change(row.time, row.state, row.actor, row.reason); }

    private static JobRow locked(StatelessSession session, UUID id) {
        return session.createSelectionQuery("from JobRow where id = :id", JobRow.class)
                .setParameter("id", id).setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
    }

    private static void move(StatelessSession session, JobRow job, State to, Instant now, String actor, String reason) {
        job.state = to;
        var words = reason.replace('\0', '\ufffd'); // they may be a worker's, and the database keeps no zero
        job.reason = to == State.STARTING || to == State.RUNNING ? "" : words;
        job.ended = to.isOver() ? now : null;
        session.update(job);
        record(session, job, now, actor, words);
        session.createNativeMutationQuery("""
                update run set state = :state, reason = :reason, ended = cast(:ended as timestamptz),
                    started = coalesce(started, cast(:started as timestamptz)) where id = :run""")
                .setParameter("state", to.name()).setParameter("reason", job.reason)
                .setParameter("ended", job.ended, Instant.class).setParameter("started", job.started, Instant.class)
                .setParameter("run", job.run).executeUpdate();
    }

    private static void record(StatelessSession session, JobRow job, Instant now, String actor, String reason) {
        var change = new JobChangeRow();
        change.job = job.id;
        change.time = now;
        change.state = job.state;
        change.actor = actor;
        change.reason = reason;
        session.insert(change);
    }

    private static Ticket ticket(StatelessSession session, UUID job) { return tickets(session, TICKET + "where j.id = ?", job).getFirst(); }

    private static List<Ticket> tickets(StatelessSession session, String sql, @Nullable UUID id) {
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                if (id != null) {
                    statement.setObject(1, id);
                }
                try (var rows = statement.executeQuery()) {
                    var tickets = new ArrayList<Ticket>();
                    while (rows.next()) {
                        tickets.add(new Ticket(
                                rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getLong(3), rows.getObject(4, UUID.class),
                                State.valueOf(rows.getString(5)), rows.getString(6), rows.getInt(7), rows.getInt(8), rows.getString(9),
                                rows.getObject(10, Long.class), instant(rows, 11)));
                    }
                    return tickets;
                }
            }
        });
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getObject(4, UUID.class), State.valueOf(row.getString(5)),
                row.getInt(6), row.getInt(7), row.getInt(8), row.getString(9), row.getString(10), row.getString(11), row.getLong(12), row.getLong(13),
                row.getTimestamp(14).toInstant(), instant(row, 15), instant(row, 16), row.getDouble(17));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
