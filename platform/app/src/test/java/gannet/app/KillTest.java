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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Gannet promises when processes die: nothing is lost, nothing comes twice, and nothing is different.
class KillTest {
    private static final int KILLS = 10;
    private static final int STEPS = 1200;
    private static final Random RANDOM = new Random(2026);
    private static final Map<String, Object> SETTINGS = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final Map<String, Object> TRAINING = Map.of(
            "steps", STEPS, "batchSize", 4, "seed", 7, "reportEvery", 1, "sampleEvery", 200, "checkpointEvery", 20);

    @TempDir Path data;
    private Workbench workbench;
    private Visitor ada;

    @BeforeEach void open() throws IOException {
        workbench = started();
        ada = Visitor.first(workbench);
    }

    @AfterEach void close() { workbench.close(); }

    /// Two runs are killed, one by its server and one by its own worker, in the same ten rounds; a third one is trained by
    /// hand beside them and left alone.
    @Test void everyEventIsThereOnceAndTheWeightsAreEqualHoweverOftenServerAndWorkerAreKilled() throws Exception {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.await("/api/v1/projects/" + project + "/datasets", sets -> !sets.isEmpty()).get(0).get("id").asText();
        var serverKilled = launch(project, shapes);
        var workerKilled = launch(project, shapes);
        ada.await(path(serverKilled), run -> run.get("step").asLong() > 0);
        var undisturbed = undisturbed(folder(serverKilled));

        for (int round = 0; round < KILLS; round++) {
            // both are held while they are not looked at, so that neither is over before the tenth kill, whatever the machine
            awaitMore(workerKilled, 1 + RANDOM.nextInt(15));
            signal(workerKilled, "STOP");
            signal(serverKilled, "CONT");
            awaitMore(serverKilled, 1 + RANDOM.nextInt(15));
            if (round % 2 == 0) {
                killWorker(workerKilled);
            }
            workbench.kill();
            if (round % 2 == 1) {
                killWorker(workerKilled);
            }
            trainsWithoutItsServer(serverKilled);
            signal(serverKilled, "STOP");
            workbench = started();
            ada = ada.at(workbench);
        }
        signal(serverKilled, "CONT");

        assertThat(undisturbed.waitFor(3, TimeUnit.MINUTES)).isTrue();
        var reference = folder("undisturbed");
        assertThat(RunDirectory.open(reference).exit().orElseThrow().step()).isEqualTo(STEPS);
        for (var run : List.of(serverKilled, workerKilled)) {
            var ended = ada.await(path(run), now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
            assertThat(ended.get("state").asText()).as(ended + "\n" + workbench.said()).isEqualTo("SUCCEEDED");
            assertEverythingOnce(run);
            assertThat(values(events(folder(run)))).isEqualTo(values(events(reference)));
            assertThat(weights(folder(run))).isEqualTo(weights(reference)).isNotEmpty();
        }
        assertThat(ada.get(path(workerKilled)).body().get("attempt").asInt()).isEqualTo(KILLS + 1);
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

    /// Waits until the database knows of so many more steps, or that the run is over.
    private void awaitMore(JsonNode run, int steps) {
        long before = ada.get(path(run)).body().get("step").asLong();
        ada.await(path(run), now -> now.get("step").asLong() >= Math.min(STEPS, before + steps));
    }

    private void killWorker(JsonNode run) {
        var process = worker(run);
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Waits until the run has said something that no server heard.
    private void trainsWithoutItsServer(JsonNode run) throws IOException {
        var events = folder(run).resolve("events.jsonl");
        long before = Files.size(events);
        while (Files.size(events) == before) {
            Thread.onSpinWait();
        }
    }

    private void signal(JsonNode run, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(worker(run).pid())).start().waitFor()).isZero();
    }

    /// The worker that is at work on a run; waits for it if it is being started again.
    private ProcessHandle worker(JsonNode run) {
        var end = Instant.now().plus(Duration.ofMinutes(1));
        var worker = WorkerLock.holder(RunDirectory.open(folder(run))).flatMap(WorkerLock.Holder::process);
        while (worker.isEmpty()) {
            assertThat(Instant.now()).as("run " + run.get("number") + " has no worker; the server said\n" + workbench.said()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            worker = WorkerLock.holder(RunDirectory.open(folder(run))).flatMap(WorkerLock.Holder::process);
        }
        return worker.get();
    }

    private void assertEverythingOnce(JsonNode run) throws IOException {
        var said = events(folder(run));
        assertThat(said.stream().map(Event::sequence).toList()).isEqualTo(IntStream.rangeClosed(1, said.size()).mapToObj(Long::valueOf).toList());
        var measured = said.stream().filter(Event.Measured.class::isInstance).map(Event.Measured.class::cast).toList();
        assertThat(measured).hasSize(STEPS);
        for (var curve : ada.get(path(run) + "/curves?points=" + STEPS).body()) {
            var name = curve.get("name").asText();
            assertThat(longs(curve.get("steps"))).as(name).isEqualTo(measured.stream().map(Event::step).toList());
            assertThat(floats(curve.get("values"))).as(name)
                    .isEqualTo(measured.stream().map(event -> Objects.requireNonNull(event.values().get(name)).floatValue()).toList());
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

    /// What was measured, but for the time it took.
    private static List<Map<String, Double>> values(List<Event> events) {
        return events.stream().filter(Event.Measured.class::isInstance).map(event -> {
            Map<String, Double> values = new TreeMap<>(((Event.Measured) event).values());
            values.remove("step time");
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
