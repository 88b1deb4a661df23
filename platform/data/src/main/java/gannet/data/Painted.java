package gannet.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/// Pictures that Gannet paints itself, so that nobody needs an upload to begin: a coloured shape with a soft shadow on a
/// patterned ground, labelled with the shape and captioned in words. The same seed paints the same pictures to the byte on
/// every machine: no fonts, no graphics library, no compression, and [StrictMath].
public final class Painted {
    public static final String NAME = "Painted shapes";
    public static final int COUNT = 4096;
    public static final int SIDE = 64;
    public static final long SEED = 1;

    /// The content hash of what [Library#paint] makes.
    public static final String HASH = "573c139251a48f793a26a61f7031066d172a22716e760aac53ae6afed41c0fd3";

    private static final int CHUNK = 64;

    private Painted() {}

    /// Writes a data set's folder.
    ///
    /// @param folder made; its parent exists    @param side of the pictures, in pixels
    public static Description write(Path folder, int count, int side, long seed) throws IOException { return write(folder, count, side, seed, () -> false); }

    static Description write(Path folder, int count, int side, long seed, BooleanSupplier cancelled) throws IOException {
        var writer = new FolderWriter(folder);
        var facts = new Decoder.Facts(Format.PNG.ending(), side, side, 3);
        try (var threads = Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()), Thread.ofPlatform().daemon().name("paint-", 0).factory())) {
            for (var first = 0; first < count; first += CHUNK) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                var painting = new ArrayList<Future<byte[]>>();
                var scenes = new ArrayList<Scene>();
                for (var i = first; i < Math.min(count, first + CHUNK); i++) {
                    var scene = Scene.of(new Dice(seed, i));
                    scenes.add(scene);
                    painting.add(threads.submit(() -> Png.stored(scene.paint(side))));
                }
                for (var i = 0; i < scenes.size(); i++) {
                    var scene = scenes.get(i);
                    writer.add(await(painting.get(i)), facts, scene.shape().word(), scene.caption(), "%06d.png".formatted(first + i));
                }
            }
        }
        return writer.finish(new FolderWriter.About(NAME, Kind.CAPTIONED, List.of(), 0, "Painted by Gannet", "Public domain (CC0 1.0)"));
    }

    private static byte[] await(Future<byte[]> painting) {
        try {
            return painting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
