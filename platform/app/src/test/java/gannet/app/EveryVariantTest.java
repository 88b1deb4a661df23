package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every variant can be launched at once, on data that Gannet paints, and shows what it makes.
class EveryVariantTest {
    private static final Map<String, Object> BRIEF =
            Map.of("batchSize", 2, "reportEvery", 1, "sampleEvery", 1000, "checkpointEvery", 1000, "steps", 6);

    @TempDir static Path data;
    private static Workbench workbench;
    private static Visitor ada;
    private static String project;

    @BeforeAll static void open() throws IOException {
        workbench = Workbench.start(data, "--cpu-threads", "1");
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
    }

    @AfterAll static void close() { workbench.close(); }

    @Test void cycleGanTranslatesBetweenTwoStyles() throws IOException {
        var run = trained("cyclegan", "Painted styles", Map.of("imageSize", 32, "width", 4, "residualBlocks", 1));

        assertThat(curves(run)).contains("generators", "D-A", "D-B", "cycle", "identity", "held-out cycle A", "to partner, A → B");
        var sample = shown(run);
        assertThat(sample.get("titles")).hasSize(3);
        assertThat(sample.get("tileWidth").asInt()).isEqualTo(3 * 32);
    }

    @Test void stackGanPaintsWhatCaptionsSay() throws IOException {
        var run = trained("stackgan", "Painted shapes", Map.ofEntries(
                Map.entry("imageSize", 16), Map.entry("enlargement", 2), Map.entry("vocabulary", 50), Map.entry("wordSize", 4),
                Map.entry("embeddingSize", 8), Map.entry("conditionSize", 4), Map.entry("latentSize", 4), Map.entry("generatorWidth", 4),
                Map.entry("discriminatorWidth", 4), Map.entry("residualBlocks", 1)));

        assertThat(curves(run)).contains("matching");
        var sample = shown(run);
        assertThat(sample.get("captions")).hasSize(sample.get("count").asInt());
        assertThat(sample.get("captions").get(0).asText()).containsPattern("circle|ring|square|triangle|hexagon|cross|star|heart|moon|drop");
    }

    @Test void srGanEnlargesPhotographs() throws IOException {
        var run = trained("srgan", "Painted photographs", Map.of("cropSize", 32, "residualBlocks", 1, "width", 4, "pretrainingSteps", 3));

        assertThat(curves(run)).anyMatch(name -> name.startsWith("PSNR (Y, border 4)")).anyMatch(name -> name.startsWith("SSIM (Y, border 4)"));
        assertThat(shown(run).get("titles").toString()).containsIgnoringCase("bicubic");
    }

    @Test void gan3dMakesSolids() throws IOException {
        var run = trained("3d-gan", "Painted furniture", Map.of("side", 32, "width", 2, "latentSize", 8, "examined", 40));

        assertThat(curves(run)).contains("generator", "discriminator", "D accuracy", "features accuracy", "voxels accuracy");
        assertThat(shown(run).get("kind").asText()).isEqualTo("voxels");
    }

    @Test void pointsAreDrawnOverWhatTheDiscriminatorBelieves() throws IOException {
        var run = trained("points", "Painted spots", Map.of("width", 8, "points", 16));

        assertThat(curves(run)).contains("generator", "discriminator", "D(real)", "D(fake)");
        assertThat(shown(run).get("kind").asText()).isEqualTo("points");
    }

    @Test void pix2PixLearnsFromPairs() throws IOException {
        var run = trained("pix2pix", "Painted pairs", Map.of("imageSize", 32, "width", 4));

        assertThat(curves(run)).contains("generator", "discriminator", "to partner", "held-out to partner", "held-out, as given");
        assertThat(shown(run).get("titles").toString()).contains("given", "made", "true");
    }

    @Test void conditionalGanDrawsEveryClass() throws IOException {
        var run = trained("cgan", "Painted shapes", Map.of("imageSize", 8, "width", 0.1));

        var sample = shown(run);
        assertThat(sample.get("count").asInt()).isEqualTo(10 * 8);
        assertThat(sample.get("captions").get(79).asText()).isEqualTo("9");
    }

    @Test void wganGpMeasuresADistance() throws IOException {
        var run = trained("wgan-gp", "Painted shapes", Map.of("imageSize", 16, "width", 4));

        assertThat(curves(run)).contains("generator", "critic", "distance");
    }

    @Test void aVariantRefusesDataOfAnotherKind() {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments",
                Map.of("variant", "cyclegan", "dataSet", dataSet("Painted furniture"), "settings", Map.of("imageSize", 30)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(StreamSupport.stream(answer.body().get("problems").spliterator(), false).map(problem -> problem.get("where").asText()))
                .contains("imageSize", "dataSet");
    }

    private static String trained(String variant, String data, Map<String, Object> settings) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments",
                Map.of("variant", variant, "dataSet", dataSet(data), "settings", settings, "training", BRIEF));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        var run = "/api/v1/runs/" + answer.body().get("number").asLong();
        var ended = ada.await(run, now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText()));
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("step").asLong()).isEqualTo(6);
        return run;
    }

    /// It may still be being painted.
    private static String dataSet(String name) {
        var sets = ada.await("/api/v1/projects/" + project + "/datasets", found -> find(found, name).isPresent());
        return find(sets, name).orElseThrow().get("id").asText();
    }

    private static Optional<JsonNode> find(JsonNode sets, String name) {
        return StreamSupport.stream(sets.spliterator(), false).filter(set -> set.get("name").asText().equals(name)).findFirst();
    }

    private static List<String> curves(String run) {
        return StreamSupport.stream(ada.get(run + "/curves?points=100").body().spliterator(), false).map(curve -> curve.get("name").asText()).toList();
    }

    /// What the last sample says of itself; its picture is as large as that.
    private static JsonNode shown(String run) throws IOException {
        var samples = ada.get(run + "/samples").body();
        var last = samples.get(samples.size() - 1);
        var media = last.get("media");
        var picture = ImageIO.read(new ByteArrayInputStream(ada.bytes(run + "/samples/" + last.get("step").asLong())));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(
                media.get("columns").asInt() * media.get("tileWidth").asInt(), media.get("rows").asInt() * media.get("tileHeight").asInt()));
        return media;
    }
}
