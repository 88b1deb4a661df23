package gannet.host;

import ai.djl.ndarray.types.Shape;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Batches of shapes without values, as a variant's data are.
record DryBatches(DataSpec data) {
    Batch of(int examples, ShadowScope arrays) {
        var x = arrays.made(shape(examples, data.x()), Set.of(), false);
        return switch (data) {
            case DataSpec.Unlabelled _ -> new Batch(x);
            case DataSpec.Labelled _ -> new Batch(x, arrays.made(new Shape(examples), Set.of(), false));
            case DataSpec.Paired(var _, var y) -> new Batch(x, arrays.made(shape(examples, y), Set.of(), false));
            case DataSpec.Unpaired(var _, var y) -> new Batch(x, arrays.made(shape(examples, y), Set.of(), false));
            case DataSpec.Crops crops -> new Batch(x, arrays.made(shape(examples, crops.y()), Set.of(), false));
            case DataSpec.Captioned(var _, var text, var _) -> new Batch(x, arrays.made(new Shape(examples, length(text)), Set.of(), false), captions(examples));
        };
    }

    /// How many numbers a caption is; none if there are no captions.
    int captionLength() { return data instanceof DataSpec.Captioned(var _, var text, var _) ? length(text) : 0; }

    private static List<String> captions(int examples) { return IntStream.range(0, examples).mapToObj(i -> "caption " + i).toList(); }

    private static int length(Text text) {
        return switch (text) {
            case Text.Characters(var length) -> length;
            case Text.Words(var length, var _) -> length;
            case Text.Vectors(var _, var size) -> size;
        };
    }

    private static Shape shape(int examples, Media media) {
        return switch (media) {
            case Media.Images(var channels, var size) -> new Shape(examples, channels, size, size);
            case Media.ImageStrips(var channels, var size, var titles) -> new Shape(examples, titles.size(), channels, size, size);
            case Media.Photographs(var channels, var height, var width) -> new Shape(examples, channels, height, width);
            case Media.Voxels(var channels, var size) -> new Shape(examples, channels, size, size, size);
            case Media.Points(var dimensions, var count) -> new Shape(examples, dimensions, count);
            case Media.Audio(var channels, var samples, var _) -> new Shape(examples, channels, samples);
            case Media.Video(var channels, var size, var frames, var _) -> new Shape(examples, channels, frames, size, size);
            case Media.Table(var columns) -> new Shape(examples, columns);
        };
    }
}
