package gannet.worker;

import gannet.spi.Media;
import gannet.spi.Output;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numbers behind a drawing that can be compared with others: what the networks made, and beside what.
///
/// @param values one example after the other    @param shape of one: channels, then its sides
/// @param beside what each was made from, in the same shape, where the drawing shows that
record Shown(float[] values, int[] shape, float @Nullable [] beside) {
    static Optional<Shown> of(Output output) {
        return switch (output.media()) {
            case Media.Images(var channels, var size) -> Optional.of(new Shown(output.values().toFloatArray(), new int[] {channels, size, size}, null));
            case Media.Voxels(var channels, var size) -> Optional.of(new Shown(output.values().toFloatArray(), new int[] {channels, size, size, size}, null));
            case Media.ImageStrips(var channels, var size, var titles) -> Optional.of(of(output.values().toFloatArray(), new int[] {channels, size, size}, titles.size()));
            case Media.Photographs _, Media.Points _, Media.Audio _, Media.Video _, Media.Table _ -> Optional.empty();
        };
    }

    /// The networks made the picture in the middle, from the first one.
    private static Shown of(float[] strips, int[] shape, int parts) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int count = strips.length / (size * parts);
        var made = new float[count * size];
        var beside = new float[count * size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(strips, (i * parts + parts / 2) * size, made, i * size, size);
            System.arraycopy(strips, i * parts * size, beside, i * size, size);
        }
        return new Shown(made, shape, beside);
    }
}
