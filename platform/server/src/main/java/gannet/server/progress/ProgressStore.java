package gannet.server.progress;

import gannet.run.Event;
import gannet.server.queue.State;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What runs said, in the database. One transaction takes a batch of events and the offset behind it, so each event is in
/// the database once, whenever the server dies.
final class ProgressStore {
    private final Storage storage;

    ProgressStore(Storage storage) { this.storage = storage; }

    record Key(UUID id, long number, UUID project, State state, String reason, long lastSequence) {}

    /// How much of a run is here, and the open chunk of each of its chart lines.
    record Place(long offset, long lastSequence, Map<String, Chunk> tails, LineFigures figures) {}

    record Line(long step, Instant time, String text) {}

    record Checkpoint(long step, String folder, long bytes, Instant time) {}

    record StoredSample(long step, String file, Event.Picture media) {}

    Optional<Key> key(long number) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select id, number, project, state, reason, last_sequence from run where number = ?")) {
                statement.setLong(1, number);
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Key(rows.getObject(1, UUID.class), rows.getLong(2), rows.getObject(3, UUID.class),
                                    State.valueOf(rows.getString(4)), rows.getString(5), rows.getLong(6)))
                            : Optional.empty();
                }
            }
        }));
    }

    /// How a run stands, and how much of its file is here.
    record Standing(long number, UUID id, UUID project, State state, String reason, long lastSequence, long eventsRead) {}

    List<Standing> standings(Set<Long> numbers) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(
                    "select number, id, project, state, reason, last_sequence, events_read from run where number = any(?)")) {
                statement.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
                try (var rows = statement.executeQuery()) {
                    var standings = new ArrayList<Standing>();
                    while (rows.next()) {
                        standings.add(new Standing(
                                rows.getLong(1), rows.getObject(2, UUID.class), rows.getObject(3, UUID.class), State.valueOf(rows.getString(4)),
                                rows.getString(5), rows.getLong(6), rows.getLong(7)));
                    }
                    return standings;
                }
            }
        }));
    }

    Place place(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var tails = new HashMap<String, Chunk>();
            try (var statement = connection.prepareStatement(
                    "select distinct on (name) name, points from metric_chunk where run = ? order by name, first_step desc")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        tails.put(rows.getString(1), Chunk.unpack(rows.getBytes(2)));
                    }
                }
            }
            try (var statement = connection.prepareStatement("select events_read, last_sequence from run where id = ?")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return new Place(rows.getLong(1), rows.getLong(2), tails, LineFigures.of(connection, run));
                }
            }
        }));
    }

    /// Takes the events behind a place.
    ///
    /// @param offset where the events end in the file    @param beforeCommit what must be through before anything is kept
    /// @return the new place, empty if somebody else has moved on from the old one
    Optional<Place> take(UUID run, Place from, List<Event> events, long offset, Witness witness, Runnable beforeCommit) {
        return storage.inTransaction(transaction -> {
            var to = transaction.session().doReturningWork(connection -> take(connection, run, from, events, offset));
            if (to.isPresent()) {
                witness.took(transaction, events.stream().filter(event -> event.sequence() > from.lastSequence()).toList());
                beforeCommit.run();
            }
            return to;
        });
    }

    private static Optional<Place> take(Connection connection, UUID run, Place from, List<Event> events, long offset) throws SQLException {
        var row = RunNews.locked(connection, run);
        if (row.offset() != from.offset()) {
            return Optional.empty();
        }
        var tails = new HashMap<>(from.tails());
        var lines = new HashMap<String, Growth>();
        long last = row.lastSequence();
        for (var event : events) {
            if (event.sequence() > last) {
                last = event.sequence();
                row.take(event);
                if (event instanceof Event.Charted charted) {
                    grow(lines, charted);
                    from.figures().take(charted.step(), charted.values());
                }
            }
        }
        var chunks = new TreeMap<String, List<Chunk>>();
        lines.forEach((name, growth) -> chunks.put(name, growth.behind(tails.getOrDefault(name, Chunk.EMPTY))));
        chunks.forEach((name, grown) -> tails.put(name, grown.getLast()));
        var writes = new Writes(connection);
        write(writes, run, chunks);
        from.figures().write(connection, writes);
        row.write(writes, run, offset, last);
        writes.send();
        return Optional.of(new Place(offset, last, tails, from.figures()));
    }

    /// The last two chunks of each line as one.
    SortedMap<String, Chunk> recent(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var recent = new TreeMap<String, Chunk>();
            try (var statement = connection.prepareStatement("""
                    select name, points from (
                        select name, points, first_step, row_number() over (partition by name order by first_step desc) as place from metric_chunk where run = ?) as chunk
                    where place <= 2 order by name, first_step""")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        recent.merge(rows.getString(1), Chunk.unpack(rows.getBytes(2)), Chunk::and);
                    }
                }
            }
            return recent;
        }));
    }

    private static void grow(Map<String, Growth> lines, Event.Charted charted) {
        charted.values().forEach((name, value) -> lines.computeIfAbsent(name, _ -> new Growth()).add(charted.step(), value.floatValue()));
    }

    private static void write(Writes writes, UUID run, Map<String, List<Chunk>> chunks) throws SQLException {
        if (chunks.isEmpty()) {
            return;
        }
        var names = chunks.entrySet().stream().flatMap(line -> Collections.nCopies(line.getValue().size(), line.getKey()).stream()).toList();
        var all = chunks.values().stream().flatMap(List::stream).toList();
        writes.add("""
                insert into metric_chunk (run, name, first_step, last_step, count, points) select ?, * from unnest(?, ?, ?, ?, ?)
                on conflict (run, name, first_step) do update set last_step = excluded.last_step, count = excluded.count, points = excluded.points""",
                run, writes.array("text", names.toArray()), writes.array("bigint", all.stream().map(Chunk::first).toArray()), writes.array("bigint", all.stream().map(Chunk::last).toArray()),
                writes.array("integer", all.stream().map(Chunk::count).toArray()), writes.array("bytea", all.stream().map(Chunk::packed).toArray(byte[][]::new)));
    }

    /// The chunks that hold points of these steps, by chart line.
    ///
    /// @param names empty for all
    SortedMap<String, List<Chunk>> chunks(UUID run, List<String> names, long from, long to) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select name, points from metric_chunk
                    where run = ? and (cardinality(?) = 0 or name = any (?)) and last_step >= ? and first_step <= ? order by name, first_step""")) {
                var array = connection.createArrayOf("text", names.toArray());
                statement.setObject(1, run);
                statement.setArray(2, array);
                statement.setArray(3, array);
                statement.setLong(4, from);
                statement.setLong(5, to);
                try (var rows = statement.executeQuery()) {
                    var chunks = new TreeMap<String, List<Chunk>>();
                    while (rows.next()) {
                        chunks.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(Chunk.unpack(rows.getBytes(2)));
                    }
                    return chunks;
                }
            }
        }));
    }

    List<String> names(UUID run) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select distinct name from metric_chunk where run = :run order by name", String.class)
                .setParameter("run", run).getResultList());
    }

    Optional<Double> valueAt(UUID run, String name, long step) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    (select points from metric_chunk where run = ? and name = ? and first_step <= ? order by first_step desc limit 1) union all
                    (select points from metric_chunk where run = ? and name = ? and first_step > ? order by first_step limit 1)""")) {
                for (int i = 0; i < 6; i += 3) {
                    statement.setObject(i + 1, run);
                    statement.setString(i + 2, name);
                    statement.setLong(i + 3, step);
                }
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(Chunk.unpack(rows.getBytes(1)).at(step)) : Optional.empty();
                }
            }
        }));
    }

    List<StoredSample> samples(UUID run) { return samples(run, "", 0); }

    Optional<StoredSample> sample(UUID run, long step) { return samples(run, " and step = ?", step).stream().findFirst(); }

    private List<StoredSample> samples(UUID run, String condition, long step) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(
                    "select step, file, kind, columns, rows, tile_width, tile_height, count, titles, captions from sample where run = ?" + condition + " order by step")) {
                statement.setObject(1, run);
                if (!condition.isEmpty()) {
                    statement.setLong(2, step);
                }
                try (var rows = statement.executeQuery()) {
                    var samples = new ArrayList<StoredSample>();
                    while (rows.next()) {
                        samples.add(new StoredSample(rows.getLong(1), rows.getString(2), new Event.Picture(
                                rows.getString(3), rows.getInt(4), rows.getInt(5), rows.getInt(6), rows.getInt(7), rows.getInt(8), words(rows, 9), words(rows, 10))));
                    }
                    return samples;
                }
            }
        }));
    }

    private static List<String> words(ResultSet rows, int column) throws SQLException { return List.of((String[]) rows.getArray(column).getArray()); }

    List<Checkpoint> checkpoints(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select step, folder, bytes, time from checkpoint where run = ? order by step")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    var checkpoints = new ArrayList<Checkpoint>();
                    while (rows.next()) {
                        checkpoints.add(new Checkpoint(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getTimestamp(4).toInstant()));
                    }
                    return checkpoints;
                }
            }
        }));
    }

    List<Line> lines(UUID run) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select step, time, text from run_line where run = ? order by sequence")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    var lines = new ArrayList<Line>();
                    while (rows.next()) {
                        lines.add(new Line(rows.getLong(1), rows.getTimestamp(2).toInstant(), rows.getString(3)));
                    }
                    return lines;
                }
            }
        }));
    }
}
