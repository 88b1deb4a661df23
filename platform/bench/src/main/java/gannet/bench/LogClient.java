package gannet.bench;

import gannet.run.EventWriter;
import gannet.server.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Writes batches of ten metrics into one run's directory as its worker does, and has each taken into the database at once.
final class LogClient {
    static final String BATCH = "log batch of 10 metrics, from the worker's write until it is stored";

    private static final int METRICS = 10;
    private static final long PAUSE = 500; // ms

    private final Progress progress;
    private final Path folder;
    private final UUID run;
    private final long number;
    private final UUID project;
    private final Latencies latencies;

    LogClient(Progress progress, Path runs, UUID run, long number, UUID project, Latencies latencies) {
        this.progress = progress;
        this.folder = runs.resolve(run.toString());
        this.run = run;
        this.number = number;
        this.project = project;
        this.latencies = latencies;
    }

    void log(BooleanSupplier over) {
        var intake = progress.intake(run, number, project);
        try (var writer = EventWriter.open(Files.createDirectories(folder).resolve("events.jsonl"))) {
            for (long step = 1; !over.getAsBoolean(); step++) {
                var values = new TreeMap<String, Double>();
                for (int metric = 0; metric < METRICS; metric++) {
                    values.put("metric " + metric, Math.sin(step * 0.01 * (metric + 1)));
                }
                long began = System.nanoTime();
                writer.measured(step, values);
                int taken = intake.takeAll();
                double time = (System.nanoTime() - began) / 1e6;
                if (taken != 1) {
                    latencies.failed("run " + number + " had " + taken + " batches taken in instead of one");
                }
                latencies.took(BATCH, time);
                LockSupport.parkNanos(PAUSE * 1_000_000);
            }
        } catch (IOException e) {
            latencies.failed("run " + number + " cannot be written: " + e);
        }
    }
}
