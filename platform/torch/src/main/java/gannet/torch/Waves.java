package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.PluginException;
import gannet.spi.Text;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Examples for any variant that are neither noise nor pictures, and the same everywhere: values of waves, labels in turn,
/// tokens in turn.
///
/// @param data what the variant learns from
public record Waves(DataSpec data) implements Given {
    private static final int HELD_OUT = 4;
    private static final int CLASSES = 2;
    private static final int TOKENS = 5;

    public Batch batch(int size, NDManager scope) {
        var x = example(data.x(), size, scope, 1);
        return switch (data) {
            case DataSpec.Unlabelled _ -> new Batch(x);
            case DataSpec.Labelled(var _, var classes) -> new Batch(x, scope.create(LongStream.range(0, size).map(i -> i % classes).toArray()));
            case DataSpec.Paired(var _, var y) -> new Batch(x, example(y, size, scope, 2));
            case DataSpec.Unpaired(var _, var y) -> new Batch(x, example(y, size, scope, 2));
            case DataSpec.Captioned(var _, var text, var _) -> new Batch(x, words(text, size, scope), Collections.nCopies(size, "a wave"));
            case DataSpec.Crops crops -> new Batch(x, example(crops.y(), size, scope, 2));
        };
    }

    /// The shape that an array has which shows so many of the media.
    public static Shape shape(Media media, long count) {
        return switch (media) {
            case Media.Images(var channels, var size) -> new Shape(count, channels, size, size);
            case Media.ImageStrips(var channels, var size, var titles) -> new Shape(count, titles.size(), channels, size, size);
            case Media.Photographs(var channels, var height, var width) -> new Shape(count, channels, height, width);
            case Media.Voxels(var channels, var size) -> new Shape(count, channels, size, size, size);
            case Media.Points(var dimensions, var points) -> new Shape(count, dimensions, points);
            case Media.Audio(var channels, var samples, var _) -> new Shape(count, channels, samples);
            case Media.Video(var channels, var size, var frames, var _) -> new Shape(count, channels, frames, size, size);
            case Media.Table(var columns) -> new Shape(count, columns);
        };
    }

    @Override public Batch examples(int most, NDManager scope) {
        return batch(Math.min(most, HELD_OUT), scope);
    }

    @Override public NDArray captions(List<String> captions, NDManager scope) {
        if (data instanceof DataSpec.Captioned(var _, var text, var _)) {
            return words(text, captions.size(), scope);
        }
        throw new PluginException("The variant's data have no captions.");
    }

    @Override public int heldOut() { return data instanceof DataSpec.Unlabelled || data instanceof DataSpec.Labelled ? 0 : HELD_OUT; }

    @Override public Optional<Batch> partners(int most, NDManager scope) {
        return data instanceof DataSpec.Unpaired ? Optional.of(batch(Math.min(most, HELD_OUT), scope)) : Optional.empty();
    }

    @Override public Optional<Batch> labelled(int most, NDManager scope) {
        int count = Math.min(most, 2 * HELD_OUT);
        return Optional.of(new Batch(example(data.x(), count, scope, 1), scope.create(LongStream.range(0, count).map(i -> i % CLASSES).toArray())));
    }

    private static NDArray example(Media media, int count, NDManager scope, int seed) {
        var waves = waves(shape(media, count), scope, seed);
        return media instanceof Media.Voxels ? waves.gt(0).toType(waves.getDataType(), false) : waves;
    }

    private static NDArray words(Text text, int count, NDManager scope) {
        return switch (text) {
            case Text.Characters(var length) -> tokens(count, length, scope);
            case Text.Words(var length, var vocabulary) -> tokens(count, length, scope).minimum(vocabulary);
            case Text.Vectors(var _, var size) -> waves(new Shape(count, size), scope, 2);
        };
    }

    /// The second half of each caption is nothing.
    private static NDArray tokens(int count, int length, NDManager scope) {
        var tokens = new float[count * length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i % length < Math.max(1, length / 2) ? 1 + (i + i / length) % TOKENS : 0;
        }
        return scope.create(tokens, new Shape(count, length));
    }

    /// Values from -1 to 1.
    private static NDArray waves(Shape shape, NDManager scope, int seed) {
        var values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) StrictMath.sin(seed + i * 0.37 + (i / 97) * 1.7);
        }
        return scope.create(values, shape);
    }
}
