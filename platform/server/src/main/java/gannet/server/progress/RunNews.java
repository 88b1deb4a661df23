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

    void write(Writes writes, UUID run, long newOffset, long newSequence) throws SQLException {
        for (var sample : samples) {
            write(writes, run, sample);
        }
        for (var checkpoint : checkpoints) {
            writes.add("""
                    insert into checkpoint (run, step, folder, bytes, time) values (?, ?, ?, ?, ?)
                    on conflict (run, step) do update set folder = excluded.folder, bytes = excluded.bytes, time = excluded.time""",
                    run, checkpoint.step(), checkpoint.folder(), checkpoint.bytes(), Timestamp.from(checkpoint.time()));
        }
        if (!lines.isEmpty()) {
            writes.add("insert into run_line (run, sequence, step, time, text) select ?, * from unnest(?, ?, ?, ?)",
                    run, writes.array("bigint", lines.stream().map(Event::sequence).toArray()), writes.array("bigint", lines.stream().map(Event::step).toArray()),
                    writes.array("timestamptz", lines.stream().map(line -> line.time().toString()).toArray()), writes.array("text", lines.stream().map(RunNews::text).toArray()));
        }
        writes.add("""
                update run set events_read = ?, last_sequence = ?, facts = cast(? as jsonb), losses = cast(? as jsonb), attempt = ?, step = ?, steps = ?,
                    latest_sample_step = ?, milliseconds_per_step = ?, heard = now() where id = ?""",
                newOffset, newSequence, facts, Json.text(losses), attempt, step, steps, latestSampleStep, millisecondsPerStep, run);
    }

    private static void write(Writes writes, UUID run, Event.Sampled sample) throws SQLException {
        var media = sample.media();
        writes.add("""
                insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time, titles, captions)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run, step) do update set file = excluded.file, time = excluded.time""",
                run, sample.step(), sample.file(), media.kind(), media.columns(), media.rows(), media.tileWidth(), media.tileHeight(), media.count(),
                Timestamp.from(sample.time()), writes.array("text", media.titles().toArray()), writes.array("text", media.captions().toArray()));
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
