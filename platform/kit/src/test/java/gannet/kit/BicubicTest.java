package gannet.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gannet.kit.Bicubic.Edge;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The expected numbers are those of a NumPy port of MATLAB's `imresize`, which makes the low pictures of Set5 from the high
/// ones without a single difference.
class BicubicTest {
    /// Painted so that any language paints the same.
    static byte[] painted(int channels, int height, int width) {
        var planes = new byte[channels * height * width];
        for (int i = 0; i < planes.length; i++) {
            int x = i % width;
            int y = i / width % height;
            planes[i] = (byte) (x * x * 7 + y * y * 3 + x * y * 5 + i / width / height * 85);
        }
        return planes;
    }

    private static int[] unsigned(byte[] bytes) {
        var values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 255;
        }
        return values;
    }

    private static float[] floats(byte[] bytes) {
        var values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 255;
        }
        return values;
    }

    @Test void shrinksBytesAsTheReferenceDoes() {
        assertThat(unsigned(new Bicubic(12, 8, 3, 2).resized(painted(1, 12, 8)))).containsExactly(47, 140, 127, 128, 134, 134);
    }

    @Test void shrinksNumbersWithoutRounding() {
        assertThat(new Bicubic(12, 8, 3, 2).resized(floats(painted(1, 12, 8))))
                .containsExactly(new float[] {47.2347f, 140.42f, 127.247f, 128.198f, 134.43f, 133.97f}, within(1e-3f));
    }

    @Test void picturesAreRoundedAsIfTheyHadBeenSaved() {
        var picture = floats(painted(1, 12, 8));
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (picture[i] + 0.2f) / 127.5f - 1;
        }
        assertThat(new Bicubic(12, 8, 3, 2).picture(picture)).containsExactly(
                new float[] {47 / 127.5f - 1, 140 / 127.5f - 1, 127 / 127.5f - 1, 128 / 127.5f - 1, 134 / 127.5f - 1, 134 / 127.5f - 1}, within(1e-6f));
    }

    @Test void enlargesAsTheReferenceDoes() {
        assertThat(unsigned(new Bicubic(3, 4, 6, 12).resized(painted(1, 3, 4)))).containsExactly(
                0, 0, 1, 3, 6, 11, 18, 27, 39, 52, 61, 65, 0, 0, 2, 4, 8, 14, 21, 30, 42, 56, 66, 70, 1, 2, 4, 7, 12, 19, 27, 37, 50, 65, 76, 80,
                4, 5, 8, 12, 18, 26, 35, 46, 60, 76, 87, 92, 8, 10, 14, 19, 26, 34, 44, 56, 72, 89, 101, 106, 11, 13, 17, 23, 30, 39, 50, 62, 78, 95, 107, 112);
    }

    /// Columns shrink more than rows here, so that they come first; with bytes the order shows.
    @Test void takesTheDirectionFirstThatShrinksMore() {
        assertThat(unsigned(new Bicubic(12, 8, 9, 4).resized(painted(1, 12, 8)))).containsExactly(
                2, 46, 153, 145, 12, 72, 170, 113, 32, 114, 133, 150, 64, 160, 146, 94, 113, 131, 98, 124, 172, 135, 148, 154, 192, 114, 134, 119,
                112, 97, 116, 186, 129, 153, 118, 118);
    }

    @Test void planesDoNotMix() {
        var three = new Bicubic(12, 8, 3, 2).resized(painted(3, 12, 8));

        for (int channel = 0; channel < 3; channel++) {
            var plane = Arrays.copyOfRange(painted(3, 12, 8), channel * 96, (channel + 1) * 96);
            assertThat(Arrays.copyOfRange(three, channel * 6, (channel + 1) * 6)).isEqualTo(new Bicubic(12, 8, 3, 2).resized(plane));
        }
    }

    @Test void edgesMatterOnlyNearby() {
        var picture = painted(1, 32, 32);
        var mirrored = new Bicubic(32, 32, 8, 8).resized(picture);
        var repeated = new Bicubic(32, 32, 8, 8, Edge.REPEATED).resized(picture);

        assertThat(mirrored).isNotEqualTo(repeated);
        for (int i = 0; i < mirrored.length; i++) {
            if (Math.min(i / 8, i % 8) >= 2 && Math.max(i / 8, i % 8) < 6) {
                assertThat(mirrored[i]).isEqualTo(repeated[i]);
            }
        }
    }

    @Test void oneSizeToItselfChangesNothing() { assertThat(new Bicubic(12, 8, 12, 8).resized(painted(3, 12, 8))).isEqualTo(painted(3, 12, 8)); }
}
