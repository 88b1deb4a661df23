package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.WorkerCommand;
import gannet.testkit.SmallDisk;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What Gannet promises when the disk fills up: nothing is torn, the reason is said, and runs go on when there is room.
class FullDiskTest {
    private static final int STEPS = 800;
    private static final int MEGABYTES = 64;
    private static final int ROUNDS = 3;
    private static final Map<String, Object> SETTINGS = Map.of("imageSize", 8, "width", 4, "latentSize", 4);
    private static final Map<String, Object> TRAINING = Map.of(
            "steps", STEPS, "batchSize", 4, "seed", 7, "reportEvery", 1, "sampleEvery", 50, "checkpointEvery", 20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) static Path temporary;
    private Path data = Path.of("");
    private SmallDisk disk;
    private Workbench workbench;
    private Visitor ada;

    @BeforeEach void open() throws IOException {
        data = temporary.resolve("data");
        disk = SmallDisk.over(data.resolve("runs"), MEGABYTES);
        workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(workbench);
    }

    @AfterEach void close() throws IOException {
        try {
            if (workbench != null) {
                workbench.close();
            }
        } finally {
            if (disk != null) {
                disk.close();
            }
        }
    }

    @Test void aRunPausesOnAFullDiskAndEndsAsIfItHadNot() throws Exception {
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        var shapes = ada.dataSet(project, "Painted shapes");
        var run = launch(project, shapes);
        var files = new RunFiles(disk.folder().resolve(run.get("id").asText()));
        ada.await(path(run), now -> now.get("step").asLong() >= 60);
        disk.fill();

        var paused = ada.await(path(run), now -> now.get("state").asText().equals("QUEUED"));
        assertThat(paused.get("reason").asText()).matches("The disk filled up: .+ of 64 MB were free where runs are kept\\. "
                + "It goes on from step [\\d,]+ when there is room for its next checkpoint \\(about \\d+ kB\\)\\. "
                + "Waits for room on the disk: .+ of 64 MB are free where runs are kept, and it needs 3\\.\\d MB\\.");
        files.assertNothingIsTorn();
        assertThat(RunDirectory.open(files.folder()).exit().map(Exit::fault)).contains(Exit.Fault.NO_ROOM);
        var second = launch(project, shapes);
        assertThat(ada.await(path(second), now -> !now.get("reason").asText().isEmpty()).get("reason").asText())
                .matches("Waits for room on the disk: .+ of 64 MB are free where runs are kept, and the run that is next needs 3\\.\\d MB\\.");
        var health = ada.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().get("warnings").get("disk").asText()).matches(".+ of 64 MB are free where runs are kept; nothing is started below 3\\.2 MB\\.");

        var reference = started("undisturbed", data, files.folder());
        disk.free();
        var ended = ada.await(path(run), now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(job(run).get("attemptsAllowed").asInt() - job(run).get("attempt").asInt()).as("attempts left").isEqualTo(3);
        end(reference);
        assertSame(files, new RunFiles(data.resolve("undisturbed")));
        repeatedAtAnyMoment(files.folder());
    }

    /// Workers alone, on a disk that is filled at random moments: in the middle of a line, a sample, a checkpoint, a start.
    private void repeatedAtAnyMoment(Path like) throws Exception {
        var random = new Random(2026);
        try (var small = SmallDisk.over(data.resolve("small"), MEGABYTES)) {
            var files = new RunFiles(small.folder().resolve("run"));
            var directory = RunDirectory.create(files.folder(), order("run", like));
            for (int round = 1; round <= ROUNDS; round++) {
                long step = (round - 1) * STEPS / ROUNDS + random.nextInt(STEPS / ROUNDS / 2);
                directory.reopen();
                long heard = Files.exists(directory.events()) ? Files.size(directory.events()) : 0;
                var worker = WorkerCommand.ofThisInstallation().start(directory);
                awaitSaid(worker, directory, heard, step);
                small.fill();
                end(worker);
                assertThat(directory.exit()).as("last words of round " + round).hasValueSatisfying(exit -> {
                    assertThat(exit.fault()).as(exit.reason()).isEqualTo(Exit.Fault.NO_ROOM);
                    assertThat(exit.reason()).isEqualTo("The disk is full. Make room where the run directory is; the run then goes on from its last checkpoint.");
                });
                files.assertNothingIsTorn();
                small.free();
            }
            directory.reopen();
            small.fill();
            end(WorkerCommand.ofThisInstallation().start(directory));
            assertThat(directory.exit()).as("no room for a last word from the start").isEmpty();
            small.free();
            end(WorkerCommand.ofThisInstallation().start(directory));
            assertThat(directory.exit().map(Exit::outcome)).contains(Exit.Outcome.FINISHED);
            assertSame(files, new RunFiles(data.resolve("undisturbed")));
        }
    }

    private static void awaitSaid(Process worker, RunDirectory directory, long heard, long step) throws Exception {
        long offset = heard;
        for (boolean said = false; !said; ) {
            assertThat(worker.waitFor(2, TimeUnit.MILLISECONDS)).as("the worker ended before step " + step).isFalse();
            var batch = EventReader.read(directory.events(), offset, 10_000);
            offset = batch.offset();
            said = batch.events().stream().anyMatch(event -> event instanceof Event.Measured && event.step() > step);
        }
    }

    private static void assertSame(RunFiles one, RunFiles other) throws IOException {
        one.assertNothingIsTorn();
        assertThat(one.values()).hasSize(STEPS).isEqualTo(other.values());
        assertThat(one.weights(STEPS)).isNotEmpty().isEqualTo(other.weights(STEPS));
    }

    private static void end(Process worker) throws InterruptedException { assertThat(worker.waitFor(2, TimeUnit.MINUTES)).as("the worker ended").isTrue(); }

    /// The same order in a run directory of its own, given to a worker without any server.
    private static Process started(String name, Path folder, Path like) throws IOException {
        return WorkerCommand.ofThisInstallation().start(RunDirectory.create(folder.resolve(name), order(name, like)));
    }

    private static Order order(String name, Path like) {
        var order = RunDirectory.open(like).order();
        return new Order(name, order.plugin(), order.variant(), order.settings(), order.training(), order.data(), order.device(), order.threads(), null);
    }

    private JsonNode job(JsonNode run) {
        for (var job : ada.get("/api/v1/queue").body().get("jobs")) {
            if (job.get("run").asLong() == run.get("number").asLong()) {
                return job;
            }
        }
        throw new AssertionError("No job of run " + run);
    }

    private JsonNode launch(String project, String dataSet) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                "variant", "dcgan", "dataSet", dataSet, "settings", SETTINGS, "training", TRAINING));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body();
    }

    private static String path(JsonNode run) { return "/api/v1/runs/" + run.get("number").asLong(); }
}
