package gannet.bench;

import gannet.server.Entities;
import gannet.server.account.Policy;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.storage.PrivatePostgres;
import gannet.server.storage.Storage;
import gannet.testkit.Colleague;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Fifty people at work on one server at once: pages, live runs, REST, launches, and what twenty workers log meanwhile.
final class LoadBenchmark implements Benchmark {
    private static final int LOGGING = 20;
    private static final double BATCH_WITHIN = 10; // ms, at the median
    private static final long LAUNCH_EVERY = 20_000; // ms
    private static final Map<String, Object> SETTINGS = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @Override public String name() { return "load"; }

    @Override public String summary() { return "[--minutes 10] [--people 50]: how long pages, REST, live events and log batches take with so many people, and memory"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int minutes = arguments.number("--minutes", 10);
        int people = arguments.number("--people", 50);
        arguments.end();
        var folder = Files.createTempDirectory("gannet-bench-load");
        try (var workbench = Workbench.start(folder.resolve("data"), "--cpu-slots", "1", "--cpu-threads", "1")) {
            return measure(workbench, folder.resolve("data"), minutes, people);
        } finally {
            Folders.remove(folder);
        }
    }

    private Report measure(Workbench workbench, Path data, int minutes, int people) throws Exception {
        var latencies = new Latencies();
        var ada = Visitor.first(workbench);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        // one trains for all to watch, twenty are paused, so that nobody but the clients writes what they log
        var watched = launch(ada, project, shapes, 1_000_000);
        ada.await("/api/v1/runs/" + watched.number(), now -> now.get("step").asLong() > 0);
        var logged = new ArrayList<Launched>();
        for (int i = 0; i < LOGGING; i++) {
            logged.add(launch(ada, project, shapes, 1_000_000));
            ada.post("/api/v1/runs/" + logged.getLast().number() + "/pause", Map.of());
        }
        var memory = new ArrayList<Double>();
        var vertx = Vertx.vertx();
        try (var client = HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
                var storage = Storage.open(PrivatePostgres.ofRunningServer(data.resolve("postgres")), Entities.all());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = callers(workbench, data, client, latencies, people);
            var progress = new Progress(storage, new Policy(storage), new Signals(vertx), data.resolve("runs"));
            memory.add(Resident.megabytes(workbench.process()));
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            BooleanSupplier over = () -> System.nanoTime() > end;
            var numbers = new ArrayList<>(logged.stream().map(Launched::number).toList());
            numbers.add(watched.number());
            var listening = callers.stream().map(caller -> Thread.startVirtualThread(() -> caller.listen(watched.number()))).toList();
            callers.forEach(caller -> threads.execute(() -> caller.work(project, numbers, over)));
            logged.forEach(run -> threads.execute(() -> new LogClient(progress, data.resolve("runs"), run.id(), run.number(), UUID.fromString(project), latencies).log(over)));
            threads.execute(() -> launchNowAndThen(callers.getFirst(), project, shapes, over));
            park(end - Duration.ofMinutes(minutes).toNanos() / 2);
            memory.add(Resident.megabytes(workbench.process()));
            park(end);
            memory.add(Resident.megabytes(workbench.process()));
            listening.forEach(Thread::interrupt);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return report(latencies, memory, minutes, people);
    }

    private record Launched(UUID id, long number) {}

    private static Launched launch(Visitor ada, String project, String shapes, int steps) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", tiny(shapes, steps));
        if (answer.status() != 201) {
            throw new BenchmarkException("A launch answers " + answer);
        }
        return new Launched(UUID.fromString(answer.body().get("id").asText()), answer.body().get("number").asLong());
    }

    private static Map<String, Object> tiny(String shapes, int steps) {
        return Map.of("variant", "dcgan", "dataSet", shapes, "settings", SETTINGS, "training", Map.of("steps", steps, "batchSize", 4, "reportEvery", 50, "sampleEvery", 5000, "checkpointEvery", 20_000));
    }

    private static List<Caller> callers(Workbench workbench, Path data, HttpClient client, Latencies latencies, int people) throws IOException, InterruptedException {
        var callers = new ArrayList<Caller>();
        for (int i = 0; i < people; i++) {
            var email = "person" + i + "@example.org";
            Colleague.join(data, "Person " + i, email, "MEMBER");
            callers.add(new Caller(client, workbench, email, latencies, i));
        }
        return callers;
    }

    /// They wait behind the one that trains, as most do.
    private static void launchNowAndThen(Caller caller, String project, String shapes, BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            caller.launch(project, tiny(shapes, 20));
            for (long waited = 0; waited < LAUNCH_EVERY && !over.getAsBoolean(); waited += 500) {
                LockSupport.parkNanos(500_000_000L);
            }
        }
    }

    private static void park(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Report report(Latencies latencies, List<Double> memory, int minutes, int people) throws Exception {
        var figures = new ArrayList<Figure>();
        figures.addAll(latencies.figures(LogClient.BATCH, BATCH_WITHIN));
        for (var kind : List.of(Caller.PAGES, Caller.READS, Caller.LAUNCHES, Caller.LIVE)) {
            figures.addAll(latencies.figures(kind, 0));
        }
        figures.add(Figure.told("memory of the server at the start", memory.get(0), "MB"));
        figures.add(Figure.told("    in the middle", memory.get(1), "MB"));
        figures.add(Figure.told("    at the end", memory.get(2), "MB"));
        figures.add(Figure.atMost(0, "requests that failed", latencies.failures().size(), ""));
        var notes = new ArrayList<String>();
        notes.add("%d people for %d minutes, each with a page or a read every one to three seconds and a run's live events open; a launch every %d s; one run trains; %d clients log, twice a second each."
                .formatted(people, minutes, LAUNCH_EVERY / 1000, LOGGING));
        notes.add("A log batch is one line in the run's directory, written as a worker does and taken into the server's database by this process, as a second server would.");
        latencies.failures().stream().distinct().limit(10).forEach(notes::add);
        return new Report(name(), Machine.here(), figures, notes);
    }
}
