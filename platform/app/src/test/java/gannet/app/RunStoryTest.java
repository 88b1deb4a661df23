package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole road of a run over REST, with the real server, database, framework and workers.
class RunStoryTest {
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Visitor ada;
    private static String project;
    private static String shapes;

    @BeforeAll static void open() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        shapes = ada.dataSet(project, "Painted shapes");
    }

    @AfterAll static void close() { workbench.close(); }

    @Test void aLaunchTrainsToItsEndAndEverythingItSaidIsServed() {
        var run = launch(Map.of("steps", 120, "batchSize", 8, "reportEvery", 1, "sampleEvery", 40, "checkpointEvery", 50));

        var ended = ada.await(run, now -> isOver(now));

        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("step").asLong()).isEqualTo(120);
        assertThat(ended.get("facts").get("seed").asText()).isEqualTo("1");
        assertThat(ended.get("losses").has("generator")).isTrue();
        assertThat(ended.get("millisecondsPerStep").asDouble()).isPositive();
        var generator = ada.get(run + "/curves?names=generator&points=1000").body().get(0);
        assertThat(generator.get("steps")).hasSize(120);
        assertThat(ada.get(run + "/curves?points=10").body().get(0).get("steps")).hasSizeLessThanOrEqualTo(10);
        var samples = ada.get(run + "/samples").body();
        assertThat(samples).isNotEmpty();
        long newest = samples.get(samples.size() - 1).get("step").asLong();
        assertThat(ended.get("latestSampleStep").asLong()).isEqualTo(newest);
        assertThat(ada.bytes(run + "/samples/" + newest)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(ada.get(run + "/checkpoints").body()).isNotEmpty();
        assertThat(ada.get(run + "/history").body().toString()).contains("Queued by Ada: Launched.", "Succeeded");
    }

    @Test void whoListensHearsTheStateAndEveryEventItMissed() {
        var run = launch(Map.of("steps", 30, "batchSize", 4, "reportEvery", 1));

        var heard = ada.listen(run + "/live", "0", "\"type\":\"ended\"");

        assertThat(heard).contains("event: changed", "event: said");
        var ids = heard.stream().filter(line -> line.startsWith("id: ")).map(line -> Integer.parseInt(line.substring(4))).toList();
        assertThat(ids).isEqualTo(IntStream.rangeClosed(1, ids.size()).boxed().toList()).hasSizeGreaterThan(30);
        ada.await(run, RunStoryTest::isOver);
        assertThat(ada.listen(run + "/live", "20", "\"type\":\"ended\"").stream().filter(line -> line.startsWith("id: "))).hasSize(ids.size() - 20);
    }

    @Test void aStoppedRunGoesOnWhereItWas() {
        var run = launch(Map.of("steps", 400, "batchSize", 4, "reportEvery", 1, "sampleEvery", 1000, "checkpointEvery", 1000));
        ada.await(run, now -> now.get("step").asLong() > 5);

        assertThat(ada.post(run + "/stop", Map.of()).status()).isEqualTo(202);
        var stopped = ada.await(run, RunStoryTest::isOver);
        assertThat(stopped.get("state").asText()).as(stopped.toString()).isEqualTo("STOPPED");
        assertThat(stopped.get("reason").asText()).isEqualTo("Stopped by Ada.");
        assertThat(stopped.get("step").asLong()).isLessThan(400);

        assertThat(ada.post(run + "/resume", Map.of()).status()).isEqualTo(202);
        var ended = ada.await(run, RunStoryTest::isOver);
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        var steps = ada.get(run + "/curves?names=generator&points=10000").body().get(0).get("steps");
        assertThat(StreamSupport.stream(steps.spliterator(), false).map(JsonNode::asLong).toList())
                .hasSize(400).isSorted().doesNotHaveDuplicates();
        assertThat(ada.post(run + "/resume", Map.of()).body().get("detail").asText()).contains("has done all its 400 steps");
    }

    @Test void aWaitingRunSaysWhyAndGoesAtOnceWhenItIsCancelled() {
        var first = launch(Map.of("steps", 1_000_000, "batchSize", 4));
        var second = launch(Map.of("steps", 100, "batchSize", 4));
        ada.await(first, now -> now.get("state").asText().equals("RUNNING"));

        var waiting = ada.get(second).body();
        assertThat(waiting.get("state").asText()).isEqualTo("QUEUED");
        assertThat(waiting.get("reason").asText()).startsWith("All devices that fit are busy; ");
        var job = StreamSupport.stream(ada.get("/api/v1/queue").body().get("jobs").spliterator(), false)
                .filter(each -> each.get("run").equals(waiting.get("number"))).findFirst().orElseThrow();
        assertThat(job.get("place").asInt()).isEqualTo(1);
        assertThat(ada.post("/api/v1/jobs/" + job.get("id").asText() + "/cancel", Map.of()).body().get("state").asText()).isEqualTo("STOPPED");
        ada.post(first + "/stop", Map.of());
        assertThat(ada.await(first, RunStoryTest::isOver).get("state").asText()).isEqualTo("STOPPED");
    }

    @Test void aLaunchThatIsWrongSaysEverythingThatIsWrong() {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                "variant", "dcgan", "dataSet", "00000000-0000-0000-0000-000000000000", "name", "x".repeat(201),
                "settings", Map.of("imageSize", 33, "learningRate", "fast", "widht", 8), "training", Map.of("steps", 0)));

        assertThat(answer.status()).isEqualTo(400);
        var where = StreamSupport.stream(answer.body().get("problems").spliterator(), false).map(problem -> problem.get("where").asText()).toList();
        assertThat(where).contains("dataSet", "name", "learningRate", "widht", "steps");
        assertThat(ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgam", "dataSet", shapes)).body().toString())
                .contains("There is no variant \\\"dcgam\\\"; there are: 3d-gan, cgan, cyclegan, dcgan, pix2pix, points, srgan, stackgan, wgan-gp.");
        assertThat(ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "stackgan", "dataSet", shapes, "training", Map.of("batchSize", 1))).body().toString())
                .contains("batchSize must be at least 2 with StackGAN, not 1: each example is compared with others of its batch.");
    }

    @Test void theVariantsNetworksAreCountedBeforeAnythingRuns() {
        var networks = ada.post("/api/v1/variants/dcgan/networks", Map.of()).body();
        assertThat(StreamSupport.stream(networks.spliterator(), false).map(network -> network.get("parameters").asLong()).toList())
                .isEqualTo(List.of(3_576_704L, 2_765_568L));
    }

    private static String launch(Map<String, Object> training) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                "variant", "dcgan", "dataSet", shapes, "settings", TINY, "training", training));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return "/api/v1/runs/" + answer.body().get("number").asLong();
    }

    private static boolean isOver(JsonNode run) { return List.of("SUCCEEDED", "FAILED", "STOPPED").contains(run.get("state").asText()); }
}
