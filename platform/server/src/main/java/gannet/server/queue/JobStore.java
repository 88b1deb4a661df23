package gannet.server.queue;

import gannet.run.Exit.Fault;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The life of jobs in the database. Every change of state is a row, written in the same transaction, which also keeps the
/// run's own state equal to that of its newest job, and gives back a job's devices when its worker is gone. Whoever locks both
/// locks the job first.
final class JobStore {
    /// The power of two that is no shorter than a length in seconds; lengths of one class are as good as equal to the order.
    static final String LENGTH_CLASS = "case when %1$s is null then -1 else greatest(0, ceil(log(2, greatest(%1$s, 1)::numeric)))::smallint end";

    private final Storage storage;
    private final Supplier<Duration> halfLife;

    /// @param halfLife of what has been used
    JobStore(Storage storage, Supplier<Duration> halfLife) {
        this.storage = storage;
        this.halfLife = halfLife;
    }

    /// What is to be queued.
    ///
    /// @param reason what its history begins with    @param length how long it should train, null if nobody can tell
    record New(UUID run, UUID project, UUID person, Needs needs, int attemptsAllowed, String reason, @Nullable Duration length) {}

    /// Queues them all, in the order given.
    List<UUID> add(Transaction transaction, List<New> jobs, String actor, Instant now) {
        var ids = jobs.stream().map(_ -> Ids.next()).toList();
        transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into job (id, run, project, team, person, state, reason, priority, attempt, attempts_allowed, hardware, devices,
                        device_memory, host_memory, time_limit, preemptible, length, created, since, length_class)
                    values (?, ?, ?, (select team from project where id = ?), ?, 'QUEUED', '', ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,\s"""
                    + LENGTH_CLASS.formatted("cast(? as double precision)") + ")")) {
                for (int i = 0; i < jobs.size(); i++) {
                    var job = jobs.get(i);
                    var length = job.length() == null ? null : job.length().toMillis() / 1000.0;
                    var values = new @Nullable Object[] {
                            ids.get(i), job.run(), job.project(), job.project(), job.person(), job.needs().priority().ordinal(), job.attemptsAllowed(),
                            job.needs().hardware().name(), job.needs().devices(), job.needs().deviceMemory(), job.needs().hostMemory(),
                            job.needs().timeLimit(), job.needs().preemptible(), length, Timestamp.from(now), Timestamp.from(now), length, length};
                    for (int place = 0; place < values.length; place++) {
                        if (values[place] == null) {
                            statement.setNull(place + 1, Types.DOUBLE);
                        } else {
                            statement.setObject(place + 1, values[place]);
                        }
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            record(connection, ids, State.QUEUED, now, actor, jobs.stream().map(New::reason).toList());
        });
        return ids;
    }

    /// Another job for a run whose last one ended, with the same needs. The run's row is locked, so that two people who ask at
    /// once make one job.
    UUID repeat(UUID run, int attemptsAllowed, String actor, Instant now) {
        return in(connection -> {
            var last = Tickets.read(connection, "where j.run = ? order by j.created desc, j.id desc limit 1 for update of r", run).getFirst();
            if (last.state() != State.FAILED && last.state() != State.STOPPED) {
                throw Steering.RESUME.refusal(last.number(), last.state());
            }
            var id = Ids.next();
            try (var statement = connection.prepareStatement("""
                    insert into job (id, run, project, team, person, state, reason, priority, attempt, attempts_allowed, hardware, devices,
                        device_memory, host_memory, time_limit, preemptible, length, length_class, created, since)
                    select ?, run, project, team, person, 'QUEUED', '', priority, 0, ?, hardware, devices,
                        device_memory, host_memory, time_limit, preemptible, length, length_class, ?, ? from job where id = ?""")) {
                statement.setObject(1, id);
                statement.setInt(2, attemptsAllowed);
                statement.setTimestamp(3, Timestamp.from(now));
                statement.setTimestamp(4, Timestamp.from(now));
                statement.setObject(5, last.job());
                statement.executeUpdate();
            }
            measure(connection, id);
            record(connection, List.of(id), State.QUEUED, now, actor, List.of("Resumed by " + actor + "."));
            follow(connection, List.of(id));
            return id;
        });
    }

    /// Changes the state, if it is in one of these and may go on from there.
    Optional<Ticket> change(UUID id, Set<State> from, State to, Instant now, String actor, String reason) {
        return in(connection -> moved(connection, id, 0, from, to, Fault.NONE, now, actor, reason));
    }

    /// Asks one that runs to make room for another.
    Optional<Ticket> giveWay(Transaction transaction, UUID victim, UUID by, Instant now) {
        return transaction.session().doReturningWork(connection -> {
            var before = Tickets.read(connection, "where j.id = ?", by);
            return before.isEmpty() ? Optional.empty() : moved(connection, victim, 0, Set.of(State.STARTING, State.RUNNING), State.PREEMPTING, Fault.NONE, now, "Gannet",
                    "Gives way to run %d, which has a higher priority.".formatted(before.getFirst().number()));
        });
    }

    /// The same for what a worker's end says of one attempt: nothing happens if the job has gone on without us since.
    ///
    /// @param fault whose it was, if it failed
    Optional<Ticket> conclude(Ticket seen, State to, Fault fault, Instant now, String reason) {
        return in(connection -> moved(connection, seen.job(), seen.attempt(), State.LIVE, to, fault, now, "Gannet", reason));
    }

    /// Puts it back into its place in the queue.
    ///
    /// @param counts whether this uses up an attempt
    Optional<Ticket> again(Ticket seen, Instant now, String reason, boolean counts) {
        return in(connection -> {
            var ticket = moved(connection, seen.job(), seen.attempt(), State.LIVE, State.QUEUED, Fault.NONE, now, "Gannet", reason);
            if (ticket.isPresent() && !counts) {
                execute(connection, "update job set attempts_allowed = attempts_allowed + 1 where id = ?", seen.job());
                return Optional.of(Tickets.read(connection, "where j.id = ?", seen.job()).getFirst());
            }
            return ticket;
        });
    }

    /// @param attempt 0 for whichever
    private Optional<Ticket> moved(Connection connection, UUID id, int attempt, Set<State> from, State to, Fault fault, Instant now, String actor, String reason)
            throws SQLException {
        var allowed = from.stream().filter(state -> state.next().contains(to)).map(State::name).toArray();
        var words = reason.replace('\0', '\ufffd'); // they may be a worker's, and the database keeps no zero
        var kept = to == State.STARTING || to == State.RUNNING ? "" : words;
        try (var statement = connection.prepareStatement("""
                update job set state = ?, reason = ?, fault = ?, ended = ?, process = case when ? then process end,
                    process_started = case when ? then process_started end, attended_by = case when ? then attended_by end
                where id = ? and state = any (?) and ? in (0, attempt)""")) {
            statement.setString(1, to.name());
            statement.setString(2, kept);
            statement.setString(3, fault.name());
            statement.setTimestamp(4, to.isOver() ? Timestamp.from(now) : null);
            statement.setBoolean(5, to.isLive());
            statement.setBoolean(6, to.isLive());
            statement.setBoolean(7, to.isLive());
            statement.setObject(8, id);
            statement.setArray(9, connection.createArrayOf("text", allowed));
            statement.setInt(10, attempt);
            if (statement.executeUpdate() == 0) {
                return Optional.empty();
            }
        }
        if (!to.isLive()) {
            Ledger.close(connection, id, halfLife.get(), now);
        }
        if (to == State.QUEUED) {
            measure(connection, id);
        }
        record(connection, List.of(id), to, now, actor, List.of(words));
        follow(connection, List.of(id));
        return Optional.of(Tickets.read(connection, "where j.id = ?", id).getFirst());
    }

    /// How long it should train from where it is, by the pace it had.
    private static void measure(Connection connection, UUID id) throws SQLException {
        execute(connection, """
                with pace as (
                    select j.id, case when r.milliseconds_per_step > 0 then (r.steps - r.step) * r.milliseconds_per_step / 1000 else j.length end as length
                    from job j join run r on r.id = j.run where j.id = ?
                ) update job set length = pace.length, length_class = %s from pace where job.id = pace.id""".formatted(LENGTH_CLASS.formatted("pace.length")), id);
    }

    Map<UUID, UUID> ofUnknownLength(int most) {
        return in(connection -> {
            try (var statement = connection.prepareStatement("select id, run from job where state = 'QUEUED' and length is null order by id limit ?")) {
                statement.setInt(1, most);
                try (var rows = statement.executeQuery()) {
                    var jobs = new LinkedHashMap<UUID, UUID>();
                    while (rows.next()) {
                        jobs.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                    }
                    return jobs;
                }
            }
        });
    }

    void lengths(Map<UUID, Duration> lengths) {
        in(connection -> {
            try (var statement = connection.prepareStatement("""
                    with given as (select j.id, l.length from job j join unnest(?, ?) as l (job, length) on j.id = l.job
                        where j.state = 'QUEUED' and j.length is null order by j.id for update of j skip locked)
                    update job set length = given.length, length_class = %s from given where job.id = given.id""".formatted(LENGTH_CLASS.formatted("given.length")))) {
                var jobs = List.copyOf(lengths.keySet());
                statement.setArray(1, connection.createArrayOf("uuid", jobs.toArray()));
                statement.setArray(2, connection.createArrayOf("float8", jobs.stream().map(lengths::get).map(length -> length.toMillis() / 1000.0).toArray()));
                return statement.executeUpdate();
            }
        });
    }

    /// Keeps the runs' states equal to those of these jobs.
    static void follow(Connection connection, List<UUID> jobs) throws SQLException {
        execute(connection, """
                update run r set state = j.state, reason = j.reason, fault = j.fault, ended = j.ended, started = coalesce(r.started, j.started)
                from job j where j.id = any (?) and r.id = j.run""", jobs);
    }

    static void record(Connection connection, List<UUID> jobs, State state, Instant now, String actor, List<String> reasons) throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into job_change (job, time, state, actor, reason) select job, ?, ?, ?, reason from unnest(?, ?) as c (job, reason)")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setString(2, state.name());
            statement.setString(3, actor);
            statement.setArray(4, connection.createArrayOf("uuid", jobs.toArray()));
            statement.setArray(5, connection.createArrayOf("text", reasons.toArray()));
            statement.executeUpdate();
        }
        Wakeups.ring(connection, "queue"); // heard by all servers when this is committed
    }

    List<Ticket> live() { return tickets("where j.state = any ('{STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}') order by j.id", null); }

    /// Adds to everybody's use what has been held since the last time.
    void credit(Instant now) {
        in(connection -> {
            Ledger.credit(connection, halfLife.get(), now);
            return true;
        });
    }

    /// The job that is open for this run, if there is one.
    Optional<Ticket> open(UUID run) { return tickets("where j.run = ? and j.state not in ('SUCCEEDED', 'FAILED', 'STOPPED')", run).stream().findFirst(); }

    Optional<Ticket> find(UUID job) { return tickets("where j.id = ?", job).stream().findFirst(); }

    private List<Ticket> tickets(String where, @Nullable Object value) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> Tickets.read(connection, where, value)));
    }

    Map<UUID, List<Job.Change>> changes(List<UUID> jobs) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from JobChangeRow where job in :jobs order by id", JobChangeRow.class)
                .setParameter("jobs", jobs).getResultList().stream()
                .collect(Collectors.groupingBy(row -> row.job, Collectors.mapping(JobStore::change, Collectors.toList()))));
    }

    /// All that happened to a run's jobs, the oldest first.
    List<Job.Change> changesOfRun(UUID run) {
        return storage.read(transaction -> transaction.session().createNativeQuery(
                "select c.* from job_change c join job j on j.id = c.job where j.run = :run order by c.id", JobChangeRow.class)
                .setParameter("run", run).getResultList().stream().map(JobStore::change).toList());
    }

    private static Job.Change change(JobChangeRow row) { return new Job.Change(row.time, row.state, row.actor, row.reason); }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T in(Work<T> work) { return storage.inTransaction(transaction -> transaction.session().doReturningWork(work::on)); }

    static void execute(Connection connection, String sql, Object value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            if (value instanceof List<?> ids) {
                statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            } else {
                statement.setObject(1, Objects.requireNonNull(value));
            }
            statement.executeUpdate();
        }
    }
}
