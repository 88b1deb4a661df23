package gannet.server.progress;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.run.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// The run's row while events are taken, and the rows that come of them.
final class RunNews {
    private static final TypeReference<TreeMap<String, Double>> NUMBERS = new TypeReference<>() {};

    private final long offset;
    private final long lastSequence;
    private final TreeMap<String, Double> losses;
    private final List<Event.Sampled> samples = new ArrayList<>();
    private final List<Event.Checkpointed> checkpoints = new ArrayList<>();
    private final List<Event> lines = new ArrayList<>();
    private String facts;
    private int attempt;
    private long step;
    private long steps;
    private long latestSampleStep;
    private double millisecondsPerStep;

    private RunNews(long offset, long lastSequence, String facts, TreeMap<String, Double> losses, int attempt, long step, long steps, long sample,
            double milliseconds) {
        this.offset = offset;
        this.lastSequence = lastSequence;
        this.facts = facts;
        this.losses = losses;
        this.attempt = attempt;
        this.step = step;
        this.steps = steps;
        this.latestSampleStep = sample;
        this.millisecondsPerStep = milliseconds;
    }

    static RunNews locked(Connection connection, UUID run) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select events_read, last_sequence, facts, losses, attempt, step, steps, latest_sample_step, milliseconds_per_step
                from run where id = ? for update""")) {
            statement.setObject(1, run);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("There is no run " + run + " in the database");
                }
                return new RunNews(rows.getLong(1), rows.getLong(2), rows.getString(3), Json.read("losses", rows.getString(4), NUMBERS),
                        rows.getInt(5), rows.getLong(6), rows.getLong(7), rows.getLong(8), rows.getDouble(9));
            }
        }
    }

    long offset() { return offset; }

    long lastSequence() { return lastSequence; }

    void take(Event event) {
        step = Math.max(step, event.step());
        switch (event) {
            case Event.Started started -> {
                attempt = started.attempt();
                steps = started.steps() > 0 ? started.steps() : steps;
                facts = Json.text(started.facts());
                lines.add(event);
            }
            case Event.Measured measured -> {
                losses.putAll(measured.values());
                var time = measured.values().getOrDefault(Event.Measured.STEP_TIME, 0.0);
                if (Double.isFinite(time) && time > 0) {
                    millisecondsPerStep = millisecondsPerStep == 0 ? time : 0.8 * millisecondsPerStep + 0.2 * time;
                }
            }
            case Event.Evaluated evaluated -> losses.putAll(evaluated.values());
            case Event.Sampled sampled -> {
                latestSampleStep = Math.max(latestSampleStep, sampled.step());
                samples.add(sampled);
            }
            case Event.Checkpointed checkpointed -> checkpoints.add(checkpointed);
            case Event.PhaseBegan _, Event.Noted _, Event.Ended _ -> lines.add(event);
        }
    }

    void write(Connection connection, UUID run, long newOffset, long newSequence) throws SQLException {
        writeSamples(connection, run);
        writeCheckpoints(connection, run);
        writeLines(connection, run);
        try (var statement = connection.prepareStatement("""
                update run set events_read = ?, last_sequence = ?, facts = cast(? as jsonb), losses = cast(? as jsonb), attempt = ?, step = ?, steps = ?,
                    latest_sample_step = ?, milliseconds_per_step = ?, heard = now() where id = ?""")) {
            statement.setLong(1, newOffset);
            statement.setLong(2, newSequence);
            statement.setString(3, facts);
            statement.setString(4, Json.text(losses));
            statement.setInt(5, attempt);
            statement.setLong(6, step);
            statement.setLong(7, steps);
            statement.setLong(8, latestSampleStep);
            statement.setDouble(9, millisecondsPerStep);
            statement.setObject(10, run);
            statement.executeUpdate();
        }
    }

    private void writeSamples(Connection connection, UUID run) throws SQLException {
        if (samples.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time, titles, captions)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run, step) do update set file = excluded.file, time = excluded.time""")) {
            for (var sample : samples) {
                var media = sample.media();
                statement.setObject(1, run);
                statement.setLong(2, sample.step());
                statement.setString(3, sample.file());
                statement.setString(4, media.kind());
                statement.setInt(5, media.columns());
                statement.setInt(6, media.rows());
                statement.setInt(7, media.tileWidth());
                statement.setInt(8, media.tileHeight());
                statement.setInt(9, media.count());
                statement.setTimestamp(10, Timestamp.from(sample.time()));
                statement.setArray(11, connection.createArrayOf("text", media.titles().toArray()));
                statement.setArray(12, connection.createArrayOf("text", media.captions().toArray()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void writeCheckpoints(Connection connection, UUID run) throws SQLException {
        if (checkpoints.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                insert into checkpoint (run, step, folder, bytes, time) values (?, ?, ?, ?, ?)
                on conflict (run, step) do update set folder = excluded.folder, bytes = excluded.bytes, time = excluded.time""")) {
            for (var checkpoint : checkpoints) {
                statement.setObject(1, run);
                statement.setLong(2, checkpoint.step());
                statement.setString(3, checkpoint.folder());
                statement.setLong(4, checkpoint.bytes());
                statement.setTimestamp(5, Timestamp.from(checkpoint.time()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void writeLines(Connection connection, UUID run) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("insert into run_line (run, sequence, step, time, text) values (?, ?, ?, ?, ?)")) {
            for (var event : lines) {
                statement.setObject(1, run);
                statement.setLong(2, event.sequence());
                statement.setLong(3, event.step());
                statement.setTimestamp(4, Timestamp.from(event.time()));
                statement.setString(5, text(event));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String text(Event event) {
        return switch (event) {
            case Event.Started started -> started.step() == 0 && started.attempt() <= 1
                    ? "The worker started."
                    : "The worker went on from step %,d, its start number %d.".formatted(started.step(), started.attempt());
            case Event.PhaseBegan phase -> "Phase \"%s\" of %,d steps began.".formatted(phase.phase(), phase.length());
            case Event.Noted noted -> noted.message();
            case Event.Ended ended -> ended.reason().isEmpty() ? "The worker ended at step %,d.".formatted(ended.step()) : ended.reason();
            case Event.Charted _, Event.Sampled _, Event.Checkpointed _ -> "";
        };
    }
}
