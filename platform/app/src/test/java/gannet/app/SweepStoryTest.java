package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The road of a sweep over REST, with the real server, database, framework and workers.
@TestMethodOrder(OrderAnnotation.class)
class SweepStoryTest {
    private static final Pattern EARLY = Pattern.compile("Stopped early: discriminator ([0-9.]+) at step ([0-9,]+) is 2nd of 2; the best half goes on\\.");
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

    @Test @Order(1) void everythingWrongInASweepIsSaidAtOnceAndNothingIsLaunched() {
        var answer = launch(Map.of("steps", 10), Map.of("axes", Map.of("learningRate", List.of(0.1, 7), "imageSize", List.of(8, 33), "widht", List.of(1))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("learningRate must be a number from 0 to 1, not 7.", "There is no setting \\\"widht\\\"");
        var uneven = launch(Map.of("steps", 10), Map.of("axes", Map.of("imageSize", List.of(8, 33))));
        assertThat(uneven.status()).isEqualTo(400);
        assertThat(uneven.body().toString()).contains("imageSize", "33");
        var million = launch(Map.of("steps", 10), Map.of("axes", Map.of("learningRate", Map.of("from", 0, "to", 1, "points", 1_048_576))));
        assertThat(million.status()).isEqualTo(400);
        assertThat(million.body().toString()).contains("This sweep makes 1,048,576 runs; at most 1,000 are launched at once.");
        assertThat(ada.get("/api/v1/runs?project=" + project).body().get("total").asLong()).isZero();
    }

    /// Which of two so small networks is ahead at a rung differs from processor to processor; what follows from it does not.
    @Test @Order(2) void everyRunEndsOrIsStoppedEarlyAndSaysWhy() {
        var answer = launch(Map.of("steps", 1500, "batchSize", 8, "reportEvery", 10, "sampleEvery", 1_000_000, "checkpointEvery", 1_000_000), Map.of(
                "axes", Map.of("learningRate", List.of(0.002, 0)),
                "halving", Map.of("metric", "discriminator", "goal", "MIN", "first", 200, "factor", 2)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);

        var experiment = ada.await("/api/v1/experiments/" + answer.body().get("experiment").asText(),
                now -> StreamSupport.stream(now.get("runs").spliterator(), false).allMatch(run -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(run.get("state").asText())));

        var runs = experiment.get("runs");
        assertThat(runs).hasSize(2).allSatisfy(run -> {
            if (run.get("state").asText().equals("STOPPED")) {
                wasBehind(run, runs.get(run.equals(runs.get(0)) ? 1 : 0));
                return;
            }
            assertThat(run.get("state").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
        });
        assertThat(runs.get(1).get("name").asText()).contains("0 · seed 1");
        assertThat(experiment.get("differing")).extracting(JsonNode::asText).containsExactly("learningRate");
    }

    /// The reason names a step at which the other one's discriminator had come lower.
    private static void wasBehind(JsonNode stopped, JsonNode other) {
        var said = EARLY.matcher(stopped.get("reason").asText());
        assertThat(said.matches()).as(stopped.toString()).isTrue();
        long step = Long.parseLong(said.group(2).replace(",", ""));
        var curve = ada.get("/api/v1/runs/" + other.get("number").asLong() + "/curves?points=3000&names=discriminator").body().get(0);
        int at = StreamSupport.stream(curve.get("steps").spliterator(), false).map(JsonNode::asLong).toList().indexOf(step);
        assertThat(at).as("step %d of %s", step, curve.get("steps")).isNotNegative();
        assertThat(curve.get("values").get(at).asDouble()).isLessThanOrEqualTo(Double.parseDouble(said.group(1)) + 0.0005); // said with three decimals
        assertThat(ada.get("/api/v1/runs/" + stopped.get("number").asLong() + "/history").body().toString()).contains("Stopped early");
    }

    @Test @Order(3) void aThousandRunsAreLaunchedTogether() {
        var began = System.nanoTime();
        var answer = launch(Map.of("steps", 1_000_000), Map.of(
                "axes", Map.of("learningRate", Map.of("from", 0.00001, "to", 0.01, "logarithmic", true)), "kind", "SOBOL", "count", 250, "seeds", 4));
        var took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.body().get("runs")).hasSize(1000);
        assertThat(took).isLessThan(Duration.ofSeconds(30)); // on a machine that does much else
        var experiment = answer.body().get("experiment").asText();
        assertThat(ada.get("/api/v1/runs?project=" + project + "&experiment=" + experiment).body().get("total").asLong()).isEqualTo(1000);
        assertThat(ada.get("/api/v1/experiments/" + experiment).body().get("runs")).hasSize(1000);
    }

    private static Visitor.Answer launch(Map<String, Object> training, Map<String, Object> sweep) {
        return ada.post("/api/v1/projects/" + project + "/experiments", Map.of(
                "variant", "dcgan", "dataSet", shapes, "settings", TINY, "training", training, "sweep", sweep));
    }
}
