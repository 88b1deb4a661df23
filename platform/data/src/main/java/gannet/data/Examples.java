package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A data set's pictures as training wants them: squares of one side with values from −1 to 1. Each is decoded when it is
/// first asked for, by two threads, and kept as bytes: in memory if all together are small, else in a file that the system
/// may push out of memory and that vanishes with the process. Safe for threads; close it last.
public final class Examples implements AutoCloseable {
    /// Pixels a side that are averaged into one, if there are so many; of larger pictures some are skipped.
    private static final int TO_LEARN_FROM = 8;

    private static final long IN_MEMORY = 1_500L << 20;

    private final Pictures pictures;
    private final int side;
    private final int channels;
    private final int size;
    private final Kept kept;
    private final ExecutorService decoding =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("decode-", 0).factory());

    Examples(Pictures pictures, int side, int channels, Path cache) {
        if (side < 1 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Examples have a side of at least 1 and 1 or 3 channels, not " + side + " and " + channels);
        }
        this.pictures = pictures;
        this.side = side;
        this.channels = channels;
        size = side * side * channels;
        var all = (long) size * pictures.count();
        kept = all <= Math.min(IN_MEMORY, Runtime.getRuntime().maxMemory() / 3) ? new Kept.InMemory(pictures.count()) : Kept.InFile.under(cache, pictures.count(), size);
    }

    public int count() { return pictures.count(); }

    public int side() { return side; }

    public int channels() { return channels; }

    /// Values of one example: channels × side × side.
    public int size() { return size; }

    /// Puts the examples one after the other: `[n, channels, side, side]`, values from −1 to 1.
    ///
    /// @param mirrored which of them are flipped left to right    @param target written from its position on
    public void read(int[] indices, boolean[] mirrored, FloatBuffer target) {
        var decoded = new ArrayList<Future<byte[]>>(indices.length);
        for (var index : indices) {
            var known = kept.get(index);
            decoded.add(known != null ? CompletableFuture.completedFuture(known) : decoding.submit(() -> decode(index)));
        }
        var line = new float[side];
        for (var i = 0; i < indices.length; i++) {
            var values = await(decoded.get(i));
            for (var at = 0; at < size; at += side) {
                for (var x = 0; x < side; x++) {
                    line[x] = (values[at + (mirrored[i] ? side - 1 - x : x)] & 255) / 127.5f - 1;
                }
                target.put(line);
            }
        }
    }

    /// The same, none of them flipped.
    public float[] read(int... indices) {
        var values = new float[indices.length * size];
        read(indices, new boolean[indices.length], FloatBuffer.wrap(values));
        return values;
    }

    /// The class numbers of examples, −1 where there are no classes.
    public int[] classes(int... indices) {
        var numbers = new int[indices.length];
        for (var i = 0; i < indices.length; i++) {
            numbers[i] = pictures.classNumber(indices[i]);
        }
        return numbers;
    }

    private byte[] decode(int index) {
        var pixels = pictures.pixels(index, TO_LEARN_FROM * side).square().resized(side, side).as(channels);
        var planes = new byte[size];
        var plane = side * side;
        for (var i = 0; i < plane; i++) {
            for (var c = 0; c < channels; c++) {
                planes[c * plane + i] = pixels.values()[i * channels + c];
            }
        }
        kept.put(index, planes);
        return planes;
    }

    private static byte[] await(Future<byte[]> decoded) {
        try {
            return decoded.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "Reading pictures was interrupted", e);
        }
    }

    @Override
    public void close() {
        decoding.shutdown();
        try {
            if (!decoding.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Pictures are still being decoded after a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kept.close();
    }
}
