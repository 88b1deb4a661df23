package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.WorkerCommand;
import gannet.run.WorkerLock;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What Gannet promises when processes die: nothing is lost, nothing comes twice, and nothing is different.
class KillTest {
    private static final int KILLS = 10;
    private static final int STEPS = 1200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHARE = STEPS / (KILLS + 2);
    private static final Random RANDOM = new Random(2026);
    private static final Map<String, Object> SETTINGS = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final Map<String, Object> TRAINING = Map.of(
            "steps", STEPS, "batchSize", 4, "seed", 7, "reportEvery", 1, "sampleEvery", 200, "checkpointEvery", 20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data;
    private Workbench workbench;
    private Visitor ada;

    @BeforeEach void open() throws IOException {
        workbench = started();
        ada = Visitor.first(workbench);
    }

    @AfterEach void close() throws IOException {
        workbench.close();
        try (var runs = Files.list(data.resolve("runs"))) {
            runs.filter(RunDirectory::isOne).forEach(run -> worker(run).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    /// Two runs are killed, one by its server and one by its own worker, in the same rounds; a third one is trained by
    /// hand beside them and left alone.
    @Test void everyEventIsThereOnceAndTheWeightsAreEqualHoweverOftenServerAndWorkerAreKilled() throws Exception {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        var serverKilled = launch(project, shapes);
        var workerKilled = launch(project, shapes);
        ada.await(path(serverKilled), run -> run.get("step").asLong() > 0);
        var undisturbed = undisturbed(folder(serverKilled));
        var killed = new HashSet<Long>();

        try (var leash = new Leash(List.of(folder(serverKilled), folder(workerKilled)))) {
            for (int round = 1; round <= KILLS; round++) {
                leash.allow(round * SHARE);
                awaitStep(workerKilled, round * SHARE - 1 - RANDOM.nextInt(SHARE / 3));
                awaitStep(serverKilled, round * SHARE - 1 - RANDOM.nextInt(SHARE / 3));
                var worker = worker(workerKilled);
                if (round % 2 == 0) {
                    kill(worker);
                }
                workbench.kill();
                if (round % 2 == 1) {
                    kill(worker);
                }
                killed.add(worker.pid());
                long heard = Files.size(eventsFile(serverKilled));
                leash.allow(round * SHARE + SHARE / 2);
                trainsWithoutItsServer(serverKilled, heard);
                workbench = started();
                ada = ada.at(workbench);
            }
        }

        assertThat(undisturbed.waitFor(3, TimeUnit.MINUTES)).isTrue();
        var reference = folder("undisturbed");
        assertThat(RunDirectory.open(reference).exit().orElseThrow().step()).isEqualTo(STEPS);
        for (var run : List.of(serverKilled, workerKilled)) {
            var ended = ada.await(path(run), now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
            assertThat(ended.get("state").asText()).as(ended + "\n" + log()).isEqualTo("SUCCEEDED");
            assertEverythingOnce(run);
            assertThat(values(events(folder(run)))).isEqualTo(values(events(reference)));
            assertThat(weights(folder(run))).isEqualTo(weights(reference)).isNotEmpty();
        }
        assertThat(killed).hasSize(KILLS);
        assertThat(ada.get(path(serverKilled)).body().get("attempt").asInt()).isEqualTo(1);
    }

    private Workbench started() throws IOException { return Workbench.start(data, "--cpu-slots", "2", "--cpu-threads", "1", "--attempts", "20"); }

    private JsonNode launch(String project, String dataSet) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                "variant", "dcgan", "dataSet", dataSet, "settings", SETTINGS, "training", TRAINING));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body();
    }

    /// The same order in a run directory of its own, given to a worker without any server.
    private Process undisturbed(Path like) throws IOException {
        var order = RunDirectory.open(like).order();
        var directory = RunDirectory.create(folder("undisturbed"), new Order(
                "undisturbed", order.plugin(), order.variant(), order.settings(), order.training(), order.data(), order.device(), order.threads(), null));
        return WorkerCommand.ofThisInstallation().start(directory);
    }

    /// Waits until the database knows of this step.
    private void awaitStep(JsonNode run, long step) { ada.await(path(run), now -> now.get("step").asLong() >= step); }

    private static void kill(ProcessHandle worker) {
        worker.destroyForcibly();
        worker.onExit().join();
    }

    /// Waits until the run has said something that no server heard.
    ///
    /// @param heard how long its events were when the last server had ended, while the run was still held by the leash
    private void trainsWithoutItsServer(JsonNode run, long heard) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        while (Files.size(eventsFile(run)) == heard) {
            assertThat(Instant.now()).as("the run " + run + " says something without a server").isBefore(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Path eventsFile(JsonNode run) { return folder(run).resolve("events.jsonl"); }

    /// The worker that is at work on a run; waits for it if it is being started again.
    private ProcessHandle worker(JsonNode run) throws IOException {
        var end = Instant.now().plus(Duration.ofMinutes(1));
        var worker = worker(folder(run));
        while (worker.isEmpty()) {
            assertThat(Instant.now()).as("run %s has no worker; the server's log is\n%s", run.get("number"), log()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            worker = worker(folder(run));
        }
        return worker.get();
    }

    private static Optional<ProcessHandle> worker(Path run) { return WorkerLock.holder(RunDirectory.open(run)).flatMap(WorkerLock.Holder::process); }

    private String log() throws IOException { return Files.readString(data.resolve("logs").resolve("gannet.log")); }

    /// Holds workers back that have said as many steps as they are allowed, so that no run is over before the last kill,
    /// however fast the machine trains or slowly the server starts.
    private static final class Leash implements AutoCloseable {
        private final List<Path> runs;
        private final Set<ProcessHandle> held = new HashSet<>();
        private final AtomicLong allowed = new AtomicLong();
        private final Thread thread;

        Leash(List<Path> runs) {
            this.runs = runs;
            thread = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    runs.forEach(this::hold);
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            });
        }

        void allow(long steps) { allowed.set(steps); }

        private void hold(Path run) {
            boolean ahead = step(run) >= allowed.get();
            worker(run).ifPresent(worker -> {
                if (ahead && held.add(worker)) {
                    signal(worker, "STOP");
                }
                if (!ahead && held.remove(worker)) {
                    signal(worker, "CONT");
                }
            });
        }

        /// The last step that was said, from the file's last lines.
        private static long step(Path run) {
            try (var file = new RandomAccessFile(run.resolve("events.jsonl").toFile(), "r")) {
                var end = new byte[(int) Math.min(4000, file.length())];
                file.seek(file.length() - end.length);
                file.readFully(end);
                var steps = Pattern.compile("\"step\":(\\d+)").matcher(new String(end, StandardCharsets.UTF_8)).results().toList();
                return steps.isEmpty() ? 0 : Long.parseLong(steps.getLast().group(1));
            } catch (FileNotFoundException e) {
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void signal(ProcessHandle worker, String signal) {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(worker.pid())).redirectErrorStream(true).start().onExit().join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            held.stream().filter(ProcessHandle::isAlive).forEach(worker -> signal(worker, "CONT"));
        }
    }

    private void assertEverythingOnce(JsonNode run) throws IOException {
        var said = events(folder(run));
        assertThat(said.stream().map(Event::sequence).toList()).isEqualTo(IntStream.rangeClosed(1, said.size()).mapToObj(Long::valueOf).toList());
        var measured = said.stream().filter(Event.Measured.class::isInstance).map(Event.Measured.class::cast).toList();
        assertThat(measured).hasSize(STEPS);
        var charted = said.stream().filter(Event.Charted.class::isInstance).map(Event.Charted.class::cast).toList();
        for (var curve : ada.get(path(run) + "/curves?points=" + (STEPS + 1)).body()) { // samples are measured from step 0 on
            var name = curve.get("name").asText();
            var points = charted.stream().filter(event -> event.values().containsKey(name)).toList();
            assertThat(longs(curve.get("steps"))).as(name).isEqualTo(points.stream().map(Event::step).toList()).isNotEmpty();
            assertThat(floats(curve.get("values"))).as(name)
                    .isEqualTo(points.stream().map(event -> Objects.requireNonNull(event.values().get(name)).floatValue()).toList());
        }
        var samples = new ArrayList<Long>();
        ada.get(path(run) + "/samples").body().forEach(sample -> samples.add(sample.get("step").asLong()));
        assertThat(samples).isEqualTo(said.stream().filter(Event.Sampled.class::isInstance).map(Event::step).toList()).isNotEmpty();
        long starts = said.stream().filter(Event.Started.class::isInstance).count();
        assertThat(Stream.of(ada.get(path(run) + "/history").body()).flatMap(lines -> {
            var texts = new ArrayList<String>();
            lines.forEach(line -> texts.add(line.get("text").asText()));
            return texts.stream();
        }).filter(text -> text.startsWith("The worker started") || text.startsWith("The worker went on"))).hasSize((int) starts);
    }

    private static List<Event> events(Path folder) throws IOException {
        var events = new ArrayList<Event>();
        long offset = 0;
        for (var batch = EventReader.read(folder.resolve("events.jsonl"), 0, 1000); batch.offset() > offset;
                batch = EventReader.read(folder.resolve("events.jsonl"), offset, 1000)) {
            assertThat(batch.damaged()).isEmpty();
            events.addAll(batch.events());
            offset = batch.offset();
        }
        return events;
    }

    /// What was measured, but for how the machine did.
    private static List<Map<String, Double>> values(List<Event> events) {
        return events.stream().filter(Event.Measured.class::isInstance).map(event -> {
            Map<String, Double> values = new TreeMap<>(((Event.Measured) event).values());
            values.keySet().removeAll(Event.Measured.MACHINE);
            return values;
        }).toList();
    }

    /// The bytes of the last checkpoint, by file.
    private static Map<String, List<Byte>> weights(Path folder) throws IOException {
        var weights = new TreeMap<String, List<Byte>>();
        try (var files = Files.list(folder.resolve("checkpoints").resolve(Integer.toString(STEPS)))) {
            for (var file : files.filter(each -> each.toString().endsWith(".safetensors")).toList()) {
                var bytes = Files.readAllBytes(file);
                weights.put(file.getFileName().toString(), IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
            }
        }
        return weights;
    }

    private static List<Long> longs(JsonNode numbers) {
        var list = new ArrayList<Long>();
        numbers.forEach(number -> list.add(number.asLong()));
        return list;
    }

    private static List<Float> floats(JsonNode numbers) {
        var list = new ArrayList<Float>();
        numbers.forEach(number -> list.add((float) number.asDouble()));
        return list;
    }

    private Path folder(JsonNode run) { return folder(run.get("id").asText()); }

    private Path folder(String name) { return data.resolve("runs").resolve(name); }

    private static String path(JsonNode run) { return "/api/v1/runs/" + run.get("number").asLong(); }
}
