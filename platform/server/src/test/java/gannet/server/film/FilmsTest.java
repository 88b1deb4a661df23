package gannet.server.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.run.Exit.Fault;
import gannet.server.experiment.Bench;
import gannet.server.experiment.Run;
import gannet.server.film.Films.Wish;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import gannet.server.storage.Ids;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmsTest {
    private static final int FOOT = 14;

    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private UUID id;
    private long number;
    private Films films;

    private record Frame(BufferedImage picture, int hundredths, String comment) {}

    @BeforeEach void launch() {
        var launched = bench.run("Birds", State.SUCCEEDED);
        id = launched.getKey();
        number = launched.getValue();
        var progress = new Progress(bench.storage, bench.policy, new Signals(vertx), folder.resolve("runs"));
        films = new Films((who, asked) -> run(asked), progress, folder.resolve("films"));
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void showsEverySheetInOrderWithItsStepAndWhereItComesFrom() throws IOException {
        for (int step = 0; step < 5; step++) {
            sample(step * 100L, 40 * step);
        }

        var film = films.make(bench.ada, number, new Wish(OptionalInt.empty(), 0, Long.MAX_VALUE, 96, 10));

        assertThat(film.frames()).isEqualTo(5);
        assertThat(film.left()).isEmpty();
        var frames = read(film.file());
        assertThat(frames).hasSize(5).allSatisfy(frame -> {
            assertThat(frame.picture().getWidth()).isEqualTo(96);
            assertThat(frame.picture().getHeight()).isEqualTo(64 + FOOT);
        });
        for (int i = 0; i < 5; i++) {
            assertThat(red(frames.get(i), 16, 16)).as("red of frame %d", i).isBetween(40 * i - 8, 40 * i + 8);
        }
        assertThat(frames).extracting(Frame::hundredths).containsExactly(10, 10, 10, 10, 150);
        assertThat(frames.getFirst().comment()).startsWith("Made by Gannet: run %d, /runs/%d, steps 0 to 400, variant dcgan, whole sheets, settings sha256 ".formatted(number, number));
        assertThat(foot(frames.get(1))).as("dots of 100 in the foot").hasSizeGreaterThan(20).isNotEqualTo(foot(frames.get(2)));
    }

    @Test void showsOnePictureOfEachSheet() throws IOException {
        sample(0, 0);
        sample(100, 120);

        var film = films.make(bench.ada, number, new Wish(OptionalInt.of(1), 0, Long.MAX_VALUE, 64, 12));

        var frames = read(film.file());
        assertThat(frames).hasSize(2);
        assertThat(frames.getFirst().picture().getWidth()).isEqualTo(64);
        assertThat(frames.getFirst().picture().getHeight()).isEqualTo(64 + FOOT);
        assertThat(frames.getFirst().comment()).contains("picture 2");
        assertThat(frames.get(1).picture().getRGB(32, 32) & 255).as("blue tells the tile").isBetween(92, 108);
    }

    @Test void leavesOutWhatIsGoneOrCutInHalfAndSaysSo() throws IOException {
        sample(0, 0);
        sample(100, 50);
        sample(200, 100);
        sample(300, 150);
        Files.delete(file(100));
        Files.write(file(200), Arrays.copyOf(Files.readAllBytes(file(200)), 60));

        var film = films.make(bench.ada, number, new Wish(OptionalInt.empty(), 0, Long.MAX_VALUE, 64, 12));

        assertThat(film.left()).containsExactly(100L, 200L);
        var frames = read(film.file());
        assertThat(frames).hasSize(2);
        assertThat(frames.getLast().comment()).isEqualTo("Left out, since their files cannot be read: steps 100, 200.");
    }

    @Test void leavesOutASheetOfMorePixelsThanAreRead() throws IOException {
        sample(0, 0);
        sample(100, 50);
        ImageIO.write(new BufferedImage(5000, 5000, BufferedImage.TYPE_BYTE_BINARY), "png", file(100).toFile());

        for (var tile : List.of(OptionalInt.empty(), OptionalInt.of(0))) {
            assertThat(films.make(bench.ada, number, new Wish(tile, 0, Long.MAX_VALUE, 64, 12)).left()).as("tile %s", tile).containsExactly(100L);
        }
    }

    @Test void hasAtMostThreeHundredFramesTheFirstAndTheLastAmongThem() throws IOException {
        for (int step = 0; step < 640; step++) {
            row(step);
        }
        sample(0, 10);
        for (int step = 1; step < 640; step++) {
            Files.createLink(file(step), file(0));
        }

        var film = films.make(bench.ada, number, new Wish(OptionalInt.of(0), 0, Long.MAX_VALUE, 32, 25));

        assertThat(film.frames()).isEqualTo(Films.MOST_FRAMES);
        assertThat(read(film.file())).hasSize(Films.MOST_FRAMES);
    }

    @Test void keepsTheLastFewFilmsOnly() throws IOException {
        sample(0, 0);
        for (int i = 0; i < 12; i++) {
            films.make(bench.ada, number, new Wish(OptionalInt.of(0), 0, 10, 32, 12));
        }

        try (var files = Files.list(folder.resolve("films"))) {
            assertThat(files).hasSize(8);
        }
    }

    @Test void refusesWhatIsNoFilm() throws IOException {
        assertThatThrownBy(() -> films.make(bench.ada, number, new Wish(OptionalInt.empty(), 0, 10, 64, 12))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("has no samples in these steps");
        sample(0, 0);
        assertThatThrownBy(() -> films.make(bench.ada, number, new Wish(OptionalInt.of(99), 0, 10, 64, 12))).hasMessage("tile must be from 0 to 5, not 99.");
        assertThatThrownBy(() -> new Wish(OptionalInt.empty(), 0, 10, 4096, 12)).hasMessage("side must be from 32 to 512, not 4096.");
        assertThatThrownBy(() -> new Wish(OptionalInt.empty(), 20, 10, 64, 12)).hasMessageStartingWith("from must be 0 or more");
        try (var left = Files.list(folder.resolve("films"))) {
            assertThat(left).as("films begun and given up").isEmpty();
        }
    }

    private void sample(long step, int red) throws IOException {
        bench.execute("delete from sample where step = " + step);
        row(step);
        var sheet = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                sheet.setRGB(x, y, red << 16 | 60 << 8 | 100 * (y / 8 * 3 + x / 8) & 255);
            }
        }
        Files.createDirectories(file(step).resolveSibling(""));
        ImageIO.write(sheet, "png", file(step).toFile());
    }

    private void row(long step) {
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', %d, 'samples/%d.png', 'images', 3, 2, 8, 8, 6, now())"
                .formatted(id, step, step));
    }

    private Path file(long step) { return folder.resolve("runs").resolve(id.toString()).resolve("samples").resolve(step + ".png"); }

    private Run run(long asked) {
        return new Run(id, asked, Ids.next(), bench.project, "Birds", "dcgan", "DCGAN", "Shapes", Ids.next(), State.SUCCEEDED, 1, 400, 400, 1, "", Fault.NONE, "Ada",
                Instant.now(), null, null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 400, new TreeMap<>(), null, "");
    }

    private static int red(Frame frame, int x, int y) { return frame.picture().getRGB(x, y) >> 16 & 255; }

    /// White dots below the picture.
    private static List<Integer> foot(Frame frame) {
        var dots = new ArrayList<Integer>();
        for (int y = frame.picture().getHeight() - FOOT; y < frame.picture().getHeight(); y++) {
            for (int x = 0; x < frame.picture().getWidth(); x++) {
                if ((frame.picture().getRGB(x, y) & 255) > 200) {
                    dots.add(y << 16 | x);
                }
            }
        }
        return dots;
    }

    private static List<Frame> read(Path file) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            var frames = new ArrayList<Frame>();
            for (int i = 0; i < reader.getNumImages(true); i++) {
                var root = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                var control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
                var comments = root.getElementsByTagName("CommentExtension");
                frames.add(new Frame(reader.read(i), Integer.parseInt(control.getAttribute("delayTime")),
                        comments.getLength() == 0 ? "" : ((IIOMetadataNode) comments.item(0)).getAttribute("value")));
            }
            return frames;
        } finally {
            reader.dispose();
        }
    }
}
