package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.data.Painted;
import gannet.parameters.Json;
import gannet.run.Event;
import gannet.run.Exit;
import gannet.run.RunDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir Path folder;
    private String plugin = "";
    private String data = "";

    private record Said(int code, String out, String err) {}

    @BeforeEach void prepare() throws IOException {
        plugin = Plugins.dcgan(folder.resolve("dcgan.jar")).file().toString();
        data = folder.resolve("painted").toString();
        Painted.SHAPES.write(folder.resolve("painted"), 24, 16, 3);
    }

    @Test void describesThePapersNetworks() throws IOException {
        var said = run("describe", "dcgan", "--plugin", plugin, "--json");
        var answer = Json.mapper().readTree(said.out());
        assertThat(said.code()).as(said::err).isZero();
        assertThat(answer.at("/networks/0/name").textValue()).isEqualTo("generator");
        assertThat(answer.at("/networks/0/parameters").longValue()).isEqualTo(3_576_704);
        assertThat(answer.at("/networks/1/name").textValue()).isEqualTo("discriminator");
        assertThat(answer.at("/networks/1/parameters").longValue()).isEqualTo(2_765_568);
        assertThat(answer.at("/networks/0/layers").findValuesAsText("output")).contains("512×4×4", "3×64×64");
        assertThat(answer.at("/variant/data").textValue()).isEqualTo("Pictures, nothing else");
    }

    @Test void describesForPeople() {
        var said = run("describe", "dcgan", "--plugin", plugin, "--set", "imageSize=32", "--set", "channels=1");
        assertThat(said.out()).contains("DCGAN (2015): Pictures from noise", "Learns from: Pictures, nothing else", "learningRate=0.0002",
                "a whole number from 8 to 256", "generator", "1×32×32", "parameters in all");
    }

    @Test void namesTheVariantsThereAre() {
        assertThat(run("describe", "dcgna", "--plugin", plugin)).isEqualTo(
                new Said(2, "", "gannet: There is no variant \"dcgna\"; did you mean dcgan? There are: dcgan.\n"));
    }

    @Test void saysAllThatIsWrongAtOnce() {
        var said = run("train", "dcgan", "--plugin", plugin, "--data", "/none.zip", "--set", "imagesize=32", "--set", "loss", "--batch", "0",
                "--steps=many", "--speed", "fast", "--threads", "-1");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).containsExactly(
                "gannet: There is no flag --speed; did you mean --seed? --help lists them all.",
                "gannet: --set takes name=value, such as imageSize=32, not \"loss\".",
                "gannet: --steps must be a whole number from 1 to 100000000, not \"many\".",
                "gannet: --batch must be a whole number from 1 to 4096, not 0.",
                "gannet: --threads must be a whole number from 1 to 256, not \"-1\".",
                "gannet: Say by --out in which folder the run shall live.",
                "gannet: There is no file or folder /none.zip for --data.",
                "gannet: There is no setting \"imagesize\"; did you mean imageSize? There are: imageSize, channels, latentSize, width, upsamplingKernel, learningRate, discriminatorRatio,"
                        + " beta1, loss, averaging.");
        assertThat(run("train", "dcgan", "--plugin", plugin, "--data", data, "--out", folder.resolve("run").toString(), "--set", "imageSize=100").err())
                .isEqualTo("gannet: imageSize must be a power of two from 8 to 256, not 100.\n");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test void aBatchThatIsTooSmallForTheVariantIsRefusedBeforeAnythingIsRead() throws IOException {
        var moody = Plugins.moody(folder.resolve("moody.jar")).file().toString();
        assertThat(run("train", "moody", "--plugin", moody, "--data", data, "--out", folder.resolve("run").toString(), "--batch", "1")).isEqualTo(
                new Said(2, "", "gannet: --batch must be at least 2 with Moody, not 1: each example is compared with others of its batch.\n"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test void whatIsWrongWithDataAndWithFilesIsSaidTogetherBeforeAnythingIsTrained() throws IOException {
        var srGan = Plugins.srGan(folder.resolve("srgan.jar")).file().toString();
        var features = Files.writeString(folder.resolve("features.safetensors"), "no network at all");
        var said = run("train", "srgan", "--plugin", srGan, "--data", data, "--out", folder.resolve("run").toString(), "--set", "features=" + features);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("gannet: 24 of 24 pictures in ").contains("\ngannet: The file " + features + " cannot give features its parameters:\n");
        assertThat(RunDirectory.isOne(folder.resolve("run"))).isFalse();
    }

    @Test void eachCommandHasItsHelp() {
        assertThat(run("train", "--help").out()).contains("--checkpoint-every=<n>", "A setting that differs from its default");
        assertThat(run("--help").out()).contains("train", "describe");
        assertThat(run().code()).isEqualTo(2);
    }

    @Test void trainsIntoARunDirectoryAndKeepsToWhatWasLaunched() {
        var out = folder.resolve("run").toString();
        var said = run("train", "dcgan", "--plugin", plugin, "--data", data, "--out", out, "--set", "imageSize=16", "--set", "width=4",
                "--steps", "20", "--batch", "4", "--threads", "1");
        assertThat(said.code()).as(said::toString).isZero();
        assertThat(said.out()).contains("phase   training of 20 steps", "20/20", "sample  " + Path.of(out, "samples", "00000020.png"), "All 20 steps are done. " + out);
        var directory = RunDirectory.open(Path.of(out));
        assertThat(directory.order().settings()).containsEntry("imageSize", 16L).containsEntry("learningRate", 0.0002);
        assertThat(directory.exit().orElseThrow().outcome()).isEqualTo(Exit.Outcome.FINISHED);

        assertThat(run("train", "dcgan", "--out", out, "--set", "width=4", "--steps", "20").code()).isZero();
        assertThat(run("train", "dcgan", "--out", out, "--set", "width=8", "--steps", "20")).isEqualTo(new Said(2, "",
                "gannet: The run in " + out + " was launched with width 4, not 8. Leave it out to go on with that run, or choose another --out for a new one.\n"));
    }

    /// Pairs would leave out what has no partner.
    @Test void foldersAAndBAreTwoCollectionsForAVariantThatWantsThem() throws IOException {
        var cycleGan = Plugins.cycleGan(folder.resolve("cyclegan.jar")).file().toString();
        for (var name : List.of("A/1.png", "A/2.png", "A/3.png", "B/1.png", "B/2.png", "B/4.png")) {
            var file = folder.resolve("pictures").resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        }
        var flags = List.of("train", "cyclegan", "--plugin", cycleGan, "--data", folder.resolve("pictures").toString(), "--set", "imageSize=32", "--set", "width=4",
                "--set", "residualBlocks=1", "--steps", "1", "--batch", "1", "--threads", "1", "--out");
        var said = run(Stream.concat(flags.stream(), Stream.of(folder.resolve("told").toString())).toArray(String[]::new));
        assertThat(said.code()).as(said::toString).isZero();
        assertThat(said.out()).contains("pictures: 6 unpaired pictures");
        assertThat(run(Stream.concat(flags.stream(), Stream.of(folder.resolve("asked").toString(), "--kind", "paired")).toArray(String[]::new)).out())
                .contains("pictures: 4 paired pictures");
    }

    @Test void stopsKindlyWhenInterrupted() throws IOException, InterruptedException {
        var out = folder.resolve("run");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                CommandLine.class.getName(), "train", "dcgan", "--plugin", plugin, "--data", data, "--out", out.toString(), "--set", "imageSize=16",
                "--set", "width=4", "--steps", "1000000", "--batch", "4", "--threads", "1"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile()).start();
        new TestRun(RunDirectory.open(awaitOrder(process, out))).awaitSaid(process, event -> event instanceof Event.Measured);
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(RunDirectory.open(out).exit().orElseThrow().outcome()).isEqualTo(Exit.Outcome.STOPPED);
        assertThat(folder.resolve("said.txt")).content().contains("Stopping after this step; the checkpoint is being written.");
    }

    private static Path awaitOrder(Process process, Path out) throws InterruptedException {
        while (!RunDirectory.isOne(out) && !process.waitFor(10, TimeUnit.MILLISECONDS)) { }
        return out;
    }

    private static Said run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = CommandLine.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
