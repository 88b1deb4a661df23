package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.data.Painted;
import gannet.parameters.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
    @TempDir static Path folder;
    private static final int SIZE = 32;

    private record Said(int code, String out, String err) {}

    /// A DCGAN and a CycleGAN, trained for two steps.
    @BeforeAll static void train() throws IOException {
        Painted.SHAPES.write(folder.resolve("painted"), 24, 16, 3);
        var dcgan = Plugins.dcgan(folder.resolve("dcgan.jar")).file().toString();
        trained("train", "dcgan", "--plugin", dcgan, "--data", folder.resolve("painted").toString(), "--out", run("noise"),
                "--set", "imageSize=16", "--set", "width=4", "--steps", "2", "--batch", "4", "--threads", "1");
        for (int i = 0; i < 6; i++) {
            picture(folder.resolve("two/A/" + i + ".png"), SIZE, SIZE, 0x402000 + i);
            picture(folder.resolve("two/B/" + i + ".png"), SIZE, SIZE, 0x0020c0 + i);
        }
        var cycleGan = Plugins.cycleGan(folder.resolve("cyclegan.jar")).file().toString();
        trained("train", "cyclegan", "--preset", "small", "--plugin", cycleGan, "--data", folder.resolve("two").toString(), "--out", run("two-sides"),
                "--set", "imageSize=" + SIZE, "--set", "width=4", "--set", "residualBlocks=1", "--steps", "2", "--threads", "1");
        picture(folder.resolve("mine/large.png"), 90, 50, 0x808080);
        picture(folder.resolve("mine/small.png"), 20, 20, 0x102030);
        Files.writeString(folder.resolve("mine/notes.txt"), "no picture");
    }

    @Test void drawsTheRunsOwnSampleAgain() throws IOException {
        var out = folder.resolve("again.png");
        assertThat(draw(run("noise"), "--out", out.toString())).isEqualTo(new Said(0, "drew " + out + "\n", ""));
        assertThat(pixels(out)).isEqualTo(pixels(folder.resolve("noise/samples/00000002.png")));
        assertThat(pixels(drawn("other.png", run("noise"), "--seed", "7"))).isNotEqualTo(pixels(out));
    }

    @Test void drawsFromACheckpointWhatIsAskedFor() throws IOException {
        var out = drawn("three.png", run("noise") + "/checkpoints/2", "--set", "count=3");
        assertThat(ImageIO.read(out.toFile()).getWidth()).isEqualTo(32);       // two columns of 16 pixels
        var said = Json.mapper().readTree(provenance(out));
        assertThat(said.at("/run").textValue()).isEqualTo("noise");
        assertThat(said.at("/step").longValue()).isEqualTo(2);
        assertThat(said.at("/request/count").longValue()).isEqualTo(3);
        assertThat(said.at("/settings/imageSize").longValue()).isEqualTo(16);
    }

    @Test void drawsAFileOfEach() throws IOException {
        var out = folder.resolve("each");
        assertThat(draw(run("noise"), "--set", "count=2", "--out", out.toString()).code()).isZero();
        assertThat(names(out)).containsExactly("0001.png", "0002.png");
        assertThat(ImageIO.read(out.resolve("0002.png").toFile()).getWidth()).isEqualTo(16);
    }

    @Test void translatesAPersonsPictures() throws IOException {
        var out = folder.resolve("translated");
        assertThat(draw(run("two-sides"), "--input", folder.resolve("mine").toString(), "--set", "direction=B_TO_A", "--set", "alone=true", "--out", out.toString()))
                .isEqualTo(new Said(0, "drew " + out.resolve("large.png") + "\ndrew " + out.resolve("small.png") + "\n", ""));
        assertThat(ImageIO.read(out.resolve("large.png").toFile()).getWidth()).isEqualTo(SIZE);
        assertThat(Json.mapper().readTree(provenance(out.resolve("large.png"))).at("/inputs/large.png").textValue()).matches("[0-9a-f]{64}");
    }

    @Test void tellsPicturesApartThatDifferInTheirEndingsAlone() throws IOException {
        picture(folder.resolve("twins/one.png"), SIZE, SIZE, 0x808080);
        Files.copy(folder.resolve("twins/one.png"), folder.resolve("twins/one.bmp"));
        var out = folder.resolve("of-twins");
        assertThat(draw(run("two-sides"), "--input", folder.resolve("twins").toString(), "--out", out.toString()).code()).isZero();
        assertThat(names(out)).containsExactly("one.bmp.png", "one.png.png");
    }

    @Test void laysAllPicturesOnASheet() throws IOException {
        var sheet = ImageIO.read(drawn("sheet.png", run("two-sides"), "--input", folder.resolve("mine").toString()).toFile());
        assertThat(sheet.getWidth()).isEqualTo(3 * SIZE);                      // given, translated, and back
        assertThat(sheet.getHeight()).isEqualTo(2 * SIZE);
        assertThat(sheet.getRGB(5, SIZE + 5) & 0xffffff).isEqualTo(0x102030);
    }

    @Test void drawsHeldOutExamplesOtherwise() throws IOException {
        assertThat(pixels(drawn("held-out.png", run("two-sides")))).isEqualTo(pixels(folder.resolve("two-sides/samples/00000002.png")));
    }

    @Test void saysAllThatIsWrongAtOnce() {
        assertThat(draw(run("noise"), "--input", folder.resolve("none.png").toString(), "--seed", "x", "--out", "x.jpg", "--treads=1").err().lines())
                .containsExactly(
                        "gannet: There is no flag --treads; did you mean --threads? --help lists them all.",
                        "gannet: --seed must be a whole number of 0 or more, not \"x\".",
                        "gannet: The picture " + folder.resolve("none.png") + " cannot be read: java.nio.file.NoSuchFileException: " + folder.resolve("none.png") + ".",
                        "gannet: --out names a PNG file or a folder, not x.jpg; pictures are written as PNG, solid objects as .obj or .binvox, too.");
        assertThat(draw(run("noise"), "--set", "cuont=3", "--input", folder.resolve("mine/small.png").toString(), "--out", run("x.png")).err().lines()).containsExactly(
                "gannet: There is no setting \"cuont\"; did you mean count? There are: count.",
                "gannet: DCGAN takes no pictures; leave --input out.");
        assertThat(draw(folder.resolve("mine").toString(), "--out", run("x.png")).err()).isEqualTo("gannet: There is neither a run nor a checkpoint in "
                + folder.resolve("mine") + ". Name a run directory, or one of the folders in its checkpoints/.\n");
    }

    private static Path drawn(String name, String... arguments) {
        var out = folder.resolve(name);
        var said = draw(Stream.concat(Arrays.stream(arguments), Stream.of("--out", out.toString())).toArray(String[]::new));
        assertThat(said.code()).as(said::err).isZero();
        return out;
    }

    private static Said draw(String... arguments) {
        return said(Stream.concat(Stream.concat(Stream.of("draw"), Arrays.stream(arguments)), Stream.of("--threads", "1")).toArray(String[]::new));
    }

    private static void trained(String... arguments) {
        var said = said(arguments);
        assertThat(said.code()).as(said::toString).isZero();
    }

    private static Said said(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = CommandLine.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String run(String name) { return folder.resolve(name).toString(); }

    private static void picture(Path file, int width, int height, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, colour);
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    private static int[] pixels(Path file) throws IOException {
        var picture = ImageIO.read(file.toFile());
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /// What stands in the file behind the keyword.
    private static String provenance(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("gannet\0\0\0\0\0") + 11;
        return text.substring(start, text.indexOf("IDAT", start) - 8);
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
