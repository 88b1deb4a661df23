package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.data.Painted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawSolidsTest {
    @TempDir static Path folder;

    private record Said(int code, String out, String err) {}

    /// A 3D-GAN, trained for two steps on painted furniture.
    @BeforeAll static void train() throws IOException {
        Painted.FURNITURE.write(folder.resolve("painted"), 12, 16, 3);
        var gan = Plugins.gan3d(folder.resolve("gan3d.jar")).file().toString();
        var said = said("train", "3d-gan", "--plugin", gan, "--data", folder.resolve("painted").toString(), "--out", run(),
                "--set", "side=16", "--set", "width=2", "--set", "latentSize=8", "--steps", "2", "--batch", "4", "--threads", "1");
        assertThat(said.code()).as(said::toString).isZero();
    }

    @Test void keepsTheGridsOfASampleBesideIt() {
        assertThat(folder.resolve("run/samples/00000002.npz")).exists();
        assertThat(folder.resolve("run/samples/00000002.png")).exists();
    }

    @Test void drawsOneObjectForOtherPrograms() throws IOException {
        assertThat(lines("smooth.obj").getFirst()).startsWith("# gannet {\"run\":\"run\",\"step\":2,");
        assertThat(lines("smooth.obj")).contains("s 1");
        assertThat(lines("blocks.obj", "--blocks")).contains("s off");
        assertThat(lines("solid.binvox").subList(0, 2)).containsExactly("#binvox 1", "dim 16 16 16");
    }

    @Test void drawsAllFilesOfEachObject() throws IOException {
        var out = folder.resolve("each");
        assertThat(draw("--set", "count=2", "--set", "largestPiece=true", "--out", out.toString()).code()).isZero();
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("0001.binvox", "0001.npz", "0001.obj", "0001.png", "0002.binvox", "0002.npz", "0002.obj", "0002.png");
        }
    }

    @Test void refusesSeveralObjectsInOneFile() {
        var out = folder.resolve("two.obj");
        assertThat(draw("--set", "count=2", "--out", out.toString())).isEqualTo(
                new Said(2, "", "gannet: " + out + " holds one object, not 2; name a folder by --out for the files of each.\n"));
    }

    private static List<String> lines(String name, String... flags) throws IOException {
        var out = folder.resolve(name);
        var said = draw(Stream.concat(Arrays.stream(flags), Stream.of("--out", out.toString())).toArray(String[]::new));
        assertThat(said).isEqualTo(new Said(0, "drew " + out + "\n", ""));
        return Files.readString(out, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static Said draw(String... arguments) {
        return said(Stream.concat(Stream.of("draw", run(), "--threads", "1"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static Said said(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = CommandLine.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String run() { return folder.resolve("run").toString(); }
}
