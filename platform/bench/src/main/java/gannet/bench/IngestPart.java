package gannet.bench;

import gannet.parameters.Json;
import gannet.run.Event;
import gannet.server.account.Policy;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.storage.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;

/// How fast points of a run directory come into the database, with the table's figures beside them.
final class IngestPart implements PagesPart {
    private static final int LINES = 35;
    private static final int STEPS = 10_000;
    private static final double MICROSECONDS_PER_POINT = 2; // 500,000 in a second

    @Override public String name() { return "ingest"; }

    @Override public List<Figure> measure(Storage storage, Path folder, RunCrowd crowd, int runs, int rounds, boolean last) throws IOException {
        if (!last) {
            return List.of();
        }
        var vertx = Vertx.vertx();
        try {
            var progress = new Progress(storage, new Policy(storage), new Signals(vertx), folder);
            var times = new ArrayList<Double>();
            for (int round = -1; round < 5; round++) {
                long number = 10_000_000 + round;
                var id = UUID.randomUUID();
                crowd.copy(id, number);
                write(Files.createDirectories(folder.resolve(id.toString())).resolve("events.jsonl"), LINES, STEPS, line -> "line " + line);
                var intake = progress.intake(id, number, crowd.project);
                double time = Stopwatch.milliseconds(intake::takeAll);
                if (round >= 0) {
                    times.add(time);
                }
            }
            double points = (double) LINES * STEPS;
            double median = Stopwatch.median(times);
            return List.of(Figure.told("metric points taken from a run directory", points / median * 1000, "/s"),
                    Figure.atMost(MICROSECONDS_PER_POINT, "a metric point, from the run directory to the database", median * 1000 / points, "µs"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /// Events of a run that charts so many lines at each of its steps.
    static void write(Path file, int lines, int steps, IntFunction<String> names) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (int step = 1; step <= steps; step++) {
                var values = new TreeMap<String, Double>();
                for (int line = 0; line < lines; line++) {
                    values.put(names.apply(line), Math.sin(step * 0.001 * (line + 1)) + 1.0 / step);
                }
                out.write(Json.text(new Event.Measured(step, Instant.EPOCH.plusSeconds(step), 10L * step, values)));
                out.write('\n');
            }
        }
    }
}
