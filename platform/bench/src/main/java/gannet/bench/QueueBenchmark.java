package gannet.bench;

import gannet.server.Entities;
import gannet.server.queue.ClaimTrial;
import gannet.server.queue.Crowd;
import gannet.server.queue.LookTrial;
import gannet.server.storage.PrivatePostgres;
import gannet.server.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What a look at the queue costs as it grows, what the page costs, and how fast jobs are claimed by several servers at once.
/// It takes a PostgreSQL of its own, started as the server starts it.
final class QueueBenchmark implements Benchmark {
    private static final int SERVERS = 4;
    private static final int GPUS = 8;
    private static final int BATCH = 500;
    private static final double LARGEST_GROWTH = 3;
    private static final double MICROSECONDS_PER_CLAIM = 200; // 5,000 in a second

    @Override public String name() { return "queue"; }
    @Override public String summary() { return "[--jobs n] [--looks n]: looks at a queue that grows to n jobs, and claims by 4 servers at once"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int most = arguments.number("--jobs", 100_000);
        int looks = arguments.number("--looks", 21);
        arguments.end();
        var folder = Files.createTempDirectory("gannet-bench-queue");
        try (var postgres = PrivatePostgres.start(folder.resolve("postgres"))) {
            return measure(postgres, folder, most, looks);
        } finally {
            Folders.remove(folder);
        }
    }

    private Report measure(PrivatePostgres postgres, Path folder, int most, int looks) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var storage = Storage.open(postgres.database(), Entities.all())) {
            var crowd = new Crowd(storage).machines(SERVERS, GPUS);
            double first = 0;
            double last = 0;
            int jobs = 0;
            for (int size = Math.min(1000, most); size <= most; size = size < most ? Math.min(size * 10, most) : most + 1) {
                crowd.queue(size - jobs);
                jobs = size;
                last = look(storage, postgres, folder, "%,d jobs".formatted(size), looks, figures);
                first = first == 0 ? last : first;
            }
            figures.add(Figure.atMost(LARGEST_GROWTH, "a look after one change, longest queue : shortest", last / first, ""));
            claim(postgres, crowd, storage, folder, figures);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "%d people in %d teams, %d kinds of jobs each, on %d GPUs of %d servers, all busy. Medians of %d.".formatted(
                        Crowd.PEOPLE, Crowd.TEAMS, Crowd.KINDS, SERVERS * GPUS, SERVERS, looks),
                "A look is what the leader does each second and at each change: read, plan, claim. After a change one GPU is free, and one job starts.",
                "Claims are made in batches of %d; of several servers all want all jobs, each in an order of its own, and the database says afterwards who was started how often.".formatted(BATCH)));
    }

    /// @return milliseconds of a look after one change
    private static double look(Storage storage, PrivatePostgres postgres, Path folder, String what, int looks, List<Figure> figures) {
        try (var trial = new LookTrial(storage, postgres.database(), folder)) {
            trial.look(); // all devices are busy from here on
            var idle = new ArrayList<Double>();
            var changed = new ArrayList<Double>();
            var page = new ArrayList<Double>();
            var one = new ArrayList<Double>();
            var far = trial.last();
            for (int round = -3; round < looks; round++) {
                double without = Stopwatch.milliseconds(trial::look);
                trial.end();
                double with = Stopwatch.milliseconds(() -> {
                    if (trial.look() == 0) {
                        throw new BenchmarkException("Nothing started although a device was free.");
                    }
                });
                double overview = round % 4 == 0 ? Stopwatch.milliseconds(trial::page) : -1;
                double single = round % 4 == 0 ? Stopwatch.milliseconds(() -> trial.one(far)) : -1;
                if (round >= 0) {
                    idle.add(without);
                    changed.add(with);
                    if (overview >= 0) {
                        page.add(overview);
                        one.add(single);
                    }
                }
            }
            figures.add(Figure.told(what + ": lines", trial.lines(), ""));
            figures.add(Figure.told(what + ": a look, nothing changed", Stopwatch.median(idle), "ms"));
            figures.add(Figure.told(what + ": a look after one change", Stopwatch.median(changed), "ms"));
            figures.add(Figure.told(what + ": the page's overview", Stopwatch.median(page), "ms"));
            figures.add(Figure.told(what + ": place and reason of the last job", Stopwatch.median(one), "ms"));
            return Stopwatch.median(changed);
        }
    }

    private static void claim(PrivatePostgres postgres, Crowd crowd, Storage storage, Path folder, List<Figure> figures) throws Exception {
        crowd.execute("update job set state = 'STOPPED', ended = now() where state <> 'QUEUED'");
        crowd.execute("update occupancy set ended = now() where ended is null");
        List<UUID> waiting;
        try (var trial = new LookTrial(storage, postgres.database(), folder)) {
            waiting = trial.waiting();
        }
        int half = waiting.size() / 2;
        var alone = new ClaimTrial(postgres.database(), crowd).run(waiting.subList(0, half), 1, BATCH);
        crowd.execute("update job set state = 'STOPPED', ended = now() where state <> 'QUEUED'");
        var together = new ClaimTrial(postgres.database(), crowd).run(waiting.subList(half, waiting.size()), SERVERS, BATCH);
        figures.add(Figure.told("claims by one server", alone.perSecond(), "/s"));
        figures.add(Figure.told("claims by %d servers at once, together".formatted(SERVERS), together.perSecond(), "/s"));
        figures.add(Figure.atMost(MICROSECONDS_PER_CLAIM, "a claim, one server", 1e6 / alone.perSecond(), "µs"));
        figures.add(Figure.atMost(MICROSECONDS_PER_CLAIM, "a claim, %d servers".formatted(SERVERS), 1e6 / together.perSecond(), "µs"));
        figures.add(Figure.atMost(0, "jobs not claimed just once", alone.twice() + alone.wrong() + together.twice() + together.wrong() + Math.abs(waiting.size() - alone.claimed() - together.claimed()), ""));
    }
}
