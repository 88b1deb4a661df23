package gannet.server.gallery;

import gannet.server.account.Policy;
import gannet.server.experiment.Bench;
import gannet.server.queue.State;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;

/// Runs with sheets on a real disk and in a real database, and the gallery that shows them.
final class Exhibition implements AutoCloseable {
    static final int SIDE = 8;

    final Bench bench = new Bench();
    final Path runs;
    final Path cache;
    final Gallery gallery;

    Exhibition(Path folder) {
        runs = folder.resolve("runs");
        cache = folder.resolve("thumbnails");
        gallery = new Gallery(bench.storage, new Policy(bench.storage), runs, cache, Clock.systemUTC());
    }

    /// As (id, number).
    Map.Entry<UUID, Long> run(String name) { return bench.run(name, State.RUNNING); }

    /// A sheet of two by two tiles, each of one colour that no other tile has.
    Path sample(Map.Entry<UUID, Long> run, long step) {
        var sheet = new BufferedImage(2 * SIDE, 2 * SIDE, BufferedImage.TYPE_INT_RGB);
        for (int tile = 0; tile < 4; tile++) {
            var colour = colour(run.getValue(), step, tile).getRGB();
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                sheet.setRGB(tile % 2 * SIDE + pixel % SIDE, tile / 2 * SIDE + pixel / SIDE, colour);
            }
        }
        var file = runs.resolve(run.getKey().toString()).resolve("samples").resolve(step + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bench.execute("""
                insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time)
                values ('%s', %d, 'samples/%d.png', 'images', 2, 2, %d, %d, 4, now())""".formatted(run.getKey(), step, step, SIDE, SIDE));
        bench.execute("update run set latest_sample_step = greatest(latest_sample_step, %d) where id = '%s'".formatted(step, run.getKey()));
        return file;
    }

    static Color colour(long run, long step, int tile) { return new Color((int) (run * 31 % 256), (int) (step % 256), tile * 60); }

    @Override public void close() { bench.close(); }
}
