package gannet.data;

import java.nio.file.Path;

/// A data set's pictures as squares of one side with values from −1 to 1, perhaps cut from somewhat larger squares. Safe for
/// threads; close it last.
final class Examples implements Material {
    /// Pixels a side that are averaged into one, if there are so many; of larger pictures some are skipped.
    private static final int TO_LEARN_FROM = 8;

    private final Pictures pictures;
    private final int side;
    private final int whole;
    private final int channels;
    private final Decoded decoded;

    /// @param whole the side to which the middle square of each picture is resized; at least `side`, which is cut from it
    Examples(Pictures pictures, int side, int whole, int channels, Path cache) {
        if (side < 1 || whole < side || channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Examples have a side of at least 1, cut from no smaller ones, and 1 or 3 channels, not "
                    + side + ", " + whole + " and " + channels);
        }
        this.pictures = pictures;
        this.side = side;
        this.whole = whole;
        this.channels = channels;
        decoded = new Decoded(Kept.of(pictures.count(), i -> whole * whole * channels, cache), this::decode);
    }

    @Override
    public int[] shape() { return new int[] {channels, side, side}; }

    @Override
    public Room room(int number) { return new Room(whole - side, whole - side); }

    @Override
    public float[] read(int[] numbers, Cut[] cuts) {
        var all = decoded.of(numbers);
        var values = new float[numbers.length * size()];
        for (var i = 0; i < numbers.length; i++) {
            cut(all.get(i), whole, whole, channels, side, cuts[i], values, i * size());
        }
        return values;
    }

    /// Copies a square out of planes of bytes, with values from −1 to 1.
    static void cut(byte[] planes, int width, int height, int channels, int side, Cut cut, float[] target, int at) {
        for (var c = 0; c < channels; c++) {
            for (var y = 0; y < side; y++) {
                var from = (c * height + cut.top() + y) * width + cut.left();
                for (var x = 0; x < side; x++) {
                    target[at++] = (planes[from + (cut.mirrored() ? side - 1 - x : x)] & 255) / 127.5f - 1;
                }
            }
        }
    }

    private byte[] decode(int number) { return pictures.pixels(number, TO_LEARN_FROM * whole).square().resized(whole, whole).as(channels).planes(); }

    @Override
    public void close() { decoded.close(); }
}
