package gannet.testkit.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor.Answer;
import gannet.testkit.chaos.Findings.Kind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// A team at work: launches tiny runs so that some always wait, urgent ones now and then that make others give way, pauses,
/// resumes, sends back. Asks either server, and knows nothing of those that die.
final class Load implements AutoCloseable {
    static final long[] SEEDS = {7, 8, 9};
    private static final Map<String, Object> SETTINGS = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OPEN = "state not in ('SUCCEEDED', 'FAILED', 'STOPPED')";

    private final House house;
    private final Findings findings;
    private final Facts facts;
    private final Random random;
    private final int steps;
    private final int together;
    private final String experiments;
    private final String dataSet;
    private final TreeSet<Long> acknowledged = new TreeSet<>();
    private final Map<String, Long> steeredAt = new HashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread thread;
    private int launched;
    private volatile boolean ends;

    /// @param together how many runs are open at least
    private Load(House house, Findings findings, long seed, int steps, int together) {
        this.house = house;
        this.findings = findings;
        this.facts = house.facts();
        this.random = new Random(seed);
        this.steps = steps;
        this.together = together;
        var project = "/api/v1/projects/" + house.visitor(0).get("/api/v1/projects").body().get(0).get("id").asText();
        experiments = project + "/experiments";
        dataSet = shapes(house.visitor(0).await(project + "/datasets", sets -> shapes(sets).isPresent())).orElseThrow();
        thread = Thread.ofPlatform().name("load").daemon().unstarted(this::work);
    }

    /// The other data sets that every project has are painted at the same time, in any order.
    private static Optional<String> shapes(JsonNode sets) {
        return sets.valueStream().filter(set -> set.get("name").asText().equals("Painted shapes")).map(set -> set.get("id").asText()).findFirst();
    }

    static Load start(House house, Findings findings, long seed, int steps, int together) {
        var load = new Load(house, findings, seed, steps, together);
        for (int i = 0; i < together; i++) {
            load.launch("NORMAL");
        }
        load.thread.start();
        return load;
    }

    /// The numbers of runs whose launch was answered with yes.
    synchronized List<Long> acknowledged() { return List.copyOf(acknowledged); }

    int unanswered() { return unanswered.get(); }

    private void work() {
        while (!ends) {
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
            var open = facts.glance("select count(*) from job where " + OPEN, row -> row.getInt(1));
            if (open.isPresent() && open.get().getFirst() < together) {
                launch("NORMAL");
            }
            switch (random.nextInt(20)) {
                case 0, 1 -> launchUnlessThereIsOne("URGENT");
                case 2, 3 -> steerOneThatGotOn("pause");
                case 4, 5, 6, 7 -> steer("state = 'PAUSED'", "resume");
                case 8 -> steerOneThatGotOn("requeue");
                default -> { }
            }
        }
    }

    private void launchUnlessThereIsOne(String priority) {
        facts.glance("select count(*) from job where priority > 1 and " + OPEN, row -> row.getInt(1)).filter(open -> open.getFirst() == 0).ifPresent(_ -> launch(priority));
    }

    /// On a slow machine nobody would ever come to a step if whoever starts were sent away again at once.
    private void steerOneThatGotOn(String how) {
        facts.glance("select j.id, r.step from job j join run r on r.id = j.run where j.state = 'RUNNING' order by j.id", row -> Map.entry(row.getString(1), row.getLong(2)))
                .flatMap(jobs -> jobs.stream().filter(job -> job.getValue() >= steeredAt.getOrDefault(job.getKey(), 0L) + steps / 4).findFirst()).ifPresent(job -> {
                    steeredAt.put(job.getKey(), job.getValue());
                    said(server -> house.visitor(server).post("/api/v1/jobs/" + job.getKey() + "/" + how, Map.of()));
                });
    }

    private void launch(String priority) {
        var training = new HashMap<String, Object>(Map.of("steps", steps, "batchSize", 4, "reportEvery", 1, "sampleEvery", steps / 3, "checkpointEvery", 20));
        training.put("seed", SEEDS[launched++ % SEEDS.length]);
        said(server -> house.visitor(server).post(experiments, Map.of("variant", "dcgan", "dataSet", dataSet,
                "settings", SETTINGS, "training", training, "needs", Map.of("priority", priority)))).ifPresent(answer -> {
            if (answer.status() == 201) {
                synchronized (this) {
                    acknowledged.add(answer.body().get("number").asLong());
                }
            } else if (answer.status() < 500) {
                findings.add(Kind.LOST, "A launch was refused: " + answer.body());
            }
        });
    }

    private void steer(String which, String how) {
        facts.glance("select id from job where " + which + " order by id", row -> row.getString(1)).filter(jobs -> !jobs.isEmpty())
                .ifPresent(jobs -> said(server -> house.visitor(server).post("/api/v1/jobs/" + jobs.get(random.nextInt(jobs.size())) + "/" + how, Map.of())));
    }

    private Optional<Answer> said(Function<Integer, Answer> request) {
        try {
            var answer = request.apply(random.nextInt(House.SERVERS));
            if (answer.status() >= 500) {
                unanswered.incrementAndGet();
            }
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            unanswered.incrementAndGet();
            return Optional.empty();
        }
    }

    /// Launches nothing more, resumes what is paused, and waits until everything has ended.
    void finish() {
        close();
        long[] before = {-1, System.nanoTime()};
        boolean done = Patience.until(Duration.ofMinutes(20), () -> {
            steer("state = 'PAUSED'", "resume");
            var now = facts.glance("select (select count(*) from job where " + OPEN + "), (select sum(step) + sum(attempt) from run join job on job.run = run.id)",
                    row -> new long[] {row.getLong(1), row.getLong(2)});
            if (now.isPresent() && now.get().getFirst()[1] != before[0]) {
                before[0] = now.get().getFirst()[1];
                before[1] = System.nanoTime();
            }
            return now.isPresent() && now.get().getFirst()[0] == 0 || Patience.since(before[1]).compareTo(PATIENCE) > 0;
        });
        facts.ask("select r.number, j.state, j.reason, j.attempt from job j join run r on r.id = j.run where j." + OPEN, row -> "Run %d is still %s in attempt %d%s: %s".formatted(
                row.getLong(1), row.getString(2), row.getInt(4), done ? " and nothing has happened for " + PATIENCE.toSeconds() + " s" : "", row.getString(3)))
                .forEach(sentence -> findings.add(Kind.STUCK, sentence));
        facts.close();
    }

    @Override public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
