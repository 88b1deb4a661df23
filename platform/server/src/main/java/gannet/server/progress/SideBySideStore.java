package gannet.server.progress;

import gannet.run.Event;
import gannet.server.storage.Storage;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What several runs said, in one query each.
final class SideBySideStore {
    /// Chunks that are in memory at a time.
    private static final int CHUNKS = 500;

    private final Storage storage;

    SideBySideStore(Storage storage) { this.storage = storage; }

    /// How far a run's chart line reaches.
    record Reach(UUID run, String name, long first, long last) {}

    @FunctionalInterface
    interface ChunkReader {
        void read(UUID run, String name, Chunk chunk);
    }

    record Sample(UUID run, long step, Event.Picture media) {}

    List<Reach> reaches(Collection<UUID> runs, Collection<String> names) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select run, name, min(first_step), max(last_step) from metric_chunk where run = any (?) and name = any (?) group by run, name""")) {
                bind(statement, connection, runs, names);
                try (var rows = statement.executeQuery()) {
                    var reaches = new ArrayList<Reach>();
                    while (rows.next()) {
                        reaches.add(new Reach(rows.getObject(1, UUID.class), rows.getString(2), rows.getLong(3), rows.getLong(4)));
                    }
                    return reaches;
                }
            }
        }));
    }

    /// Gives each chunk of these lines in the order of steps, a few in memory at a time.
    void chunks(Collection<UUID> runs, Collection<String> names, long from, long to, ChunkReader reader) {
        storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select run, name, points from metric_chunk
                    where run = any (?) and name = any (?) and last_step >= ? and first_step <= ? order by run, name, first_step""")) {
                bind(statement, connection, runs, names);
                statement.setLong(3, from);
                statement.setLong(4, to);
                statement.setFetchSize(CHUNKS);
                try (var rows = statement.executeQuery()) {
                    int count = 0;
                    for (; rows.next(); count++) {
                        reader.read(rows.getObject(1, UUID.class), rows.getString(2), Chunk.unpack(rows.getBytes(3)));
                    }
                    return count;
                }
            }
        }));
    }

    List<Sample> samples(Collection<UUID> runs) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select run, step, kind, columns, rows, tile_width, tile_height, count, titles, captions from sample where run = any (?) order by run, step""")) {
                statement.setArray(1, ids(connection, runs));
                try (var rows = statement.executeQuery()) {
                    var samples = new ArrayList<Sample>();
                    while (rows.next()) {
                        samples.add(new Sample(rows.getObject(1, UUID.class), rows.getLong(2), new Event.Picture(
                                rows.getString(3), rows.getInt(4), rows.getInt(5), rows.getInt(6), rows.getInt(7), rows.getInt(8), words(rows, 9), words(rows, 10))));
                    }
                    return samples;
                }
            }
        }));
    }

    private static void bind(PreparedStatement statement, Connection connection, Collection<UUID> runs, Collection<String> names) throws SQLException {
        statement.setArray(1, ids(connection, runs));
        statement.setArray(2, connection.createArrayOf("text", names.toArray()));
    }

    private static Array ids(Connection connection, Collection<UUID> runs) throws SQLException { return connection.createArrayOf("uuid", runs.toArray()); }

    private static List<String> words(ResultSet rows, int column) throws SQLException { return List.of((String[]) rows.getArray(column).getArray()); }
}
