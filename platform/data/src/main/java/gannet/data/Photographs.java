package gannet.data;

import gannet.kit.Bicubic;
import java.nio.file.Path;

/// A data set's pictures as they are, of which squares are cut. Safe for threads; close it last.
final class Photographs implements Material {
    private final Pictures pictures;
    private final int side;
    private final int channels;
    private final Decoded decoded;

    Photographs(Pictures pictures, int side, int channels, Path cache) {
        this.pictures = pictures;
        this.side = side;
        this.channels = channels;
        decoded = new Decoded(Kept.of(pictures.count(), i -> pictures.picture(i).width() * pictures.picture(i).height() * channels, cache),
                number -> pictures.pixels(number, Integer.MAX_VALUE).as(channels).planes());
    }

    @Override
    public int[] shape() { return new int[] {channels, side, side}; }

    @Override
    public Room room(int number) { return new Room(pictures.picture(number).width() - side, pictures.picture(number).height() - side); }

    @Override
    public float[] read(int[] numbers, Cut[] cuts) {
        var all = decoded.of(numbers);
        var values = new float[numbers.length * size()];
        for (var i = 0; i < numbers.length; i++) {
            var picture = pictures.picture(numbers[i]);
            Examples.cut(all.get(i), picture.width(), picture.height(), channels, side, cuts[i], values, i * size());
        }
        return values;
    }

    /// Squares made smaller by bicubic interpolation, rounded to 8 bits as if they had been saved.
    ///
    /// @param values `[n, channels, side, side]`, from −1 to 1 as the result's
    static float[] smaller(float[] values, int side, int factor) { return new Bicubic(side, side, side / factor, side / factor).picture(values); }

    @Override
    public void close() { decoded.close(); }
}
