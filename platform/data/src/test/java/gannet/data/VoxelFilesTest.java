package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that scipy 1.10 (`savemat`) and NumPy 1.24 (`save`) wrote of one array: int8, 3 × 3 × 3, with 1 at [0, 1, 2],
/// [2, 0, 1], [1, 1, 1] and [2, 2, 0]; packed by zlib and in base 64.
class VoxelFilesTest {
    static final String MAT = "eNrzdQzxcXRSMNUzUPB1DNFNy8xJVQjISSxJyy/KtVIoyC/OrNBRcC5KTSxJTVHIz7NSCC7NU/DLL1MwMlIwMLEysLAyNFIwMjAyYyADMHr68gGpBCBmA2IOKAYBViDmAWJmJAzWAlWTmVdckpiXnAriSyMbCUKMSIqhAAB5Jhnu";
    private static final String PACKED_MAT = "eNrzdQzxcXRSMNUzUPB1DNFNy8xJVQjISSxJyy/KtVIoyC/OrNBRcC5KTSxJTVHIz7NSCC7NU/DLL1MwMlIwMLEysLAyNFIwMjAyYyADMHr68gMpUyCumPM4OSHBgyHJTOFZQ5JAAmuSnEKa2yGFAxyhk2eGx0yaMX0O1yNvYwUGZQ5DJc02JoarU1hkARx2KDc=";
    /// Called `grid`, float64, beside a matrix `w`.
    private static final String DOUBLE_MAT = "eNrzdQzxcXRSMNUzUPB1DNFNy8xJVQjISSxJyy/KtVIoyC/OrNBRcC5KTSxJTVHIz7NSCC7NU/DLL1MwMlIwMLEysLAyNFIwMjAyYyADMHr68gMpHSCumPM4OSFhBUOSmcKzhksKB7ieGjsbKgtMY870U/iW0NDI/42ngjGxkoGLiZUVpMcKrkcgISUhgfmSDI+AFEtE4wz2jpkTDTgMjDYYLBFPXVbAdNNcYgWr3Q1h9T5v2aXfEpgYKsTZpwEA/Jw56w==";
    private static final String LOGICAL_MAT = "eNrzdQzxcXRSMNUzUPB1DNFNy8xJVQjISSxJyy/KtVIoyC/OrNBRcC5KTSxJTVHIz7NSCC7NU/DLL1MwMlIwMLEysLAyNFIwMjAyYyADMHr68gMpCyCumPM4OSHBgyHJTOEZQ5KfGptBAmuSnEKa2yGFAxyh02eGx0yaMX0OV5De2QaGHoUjHUskuBiuHWJRBACH8ipn";
    /// Twice, as `one` and `two`.
    private static final String TWO_MAT = "eNrzdQzxcXRSMNUzUPB1DNFNy8xJVQjISSxJyy/KtVIoyC/OrNBRcC5KTSxJTVHIz7NSCC7NU/DLL1MwMlIwMLEysLAyNFIwMjAyYyADMHr68gMpQyCumPM4OSGhgyHJTOFZQ5JAAmuSnEKa2yGFAxwpT58vZcpkY8tkY0lgUXRjYWdjyLNl/EuExqlTnjOjaixyYBIFAKWhNLQ=";
    private static final String BOOL_NPY = "eNqb7BfqGxDJyFDGUK2eklqcXKRupaBek2SorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgogpKmjUKtAHuBiAAFGBgYkmhFKAABi2RvJ";
    static final String UINT8_NPY = "eNqb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgogpKmjUKtAHuBiAAFGBgYkmhFKAABsuBvc";
    private static final String INT16_NPY = "eNqb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mkrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgogpKmjUKtAHuBigANGBlTAiJUNYQEALbsbkQ==";
    private static final String FLOAT32_FORTRAN_NPY = "eNqb7BfqGxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SSChIPKSpNBQoXZyQWpAK5GsY6CiCkqaNQq0Am4GIgCBrsMdnIYoT0IAAAfRgeXQ==";
    private static final String FLOAT64_BIG_ENDIAN_NPY = "eNqb7BfqGxDJyFDGUK2eklqcXKRupaBul2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOgogpKmjUKtAHuBiIBLYf2CgCJCqn1j1uNQBAF1CIE4=";

    private static final Solid SOLID = Solid.of(3, (x, y, z) -> Arrays.asList(12, 201, 111, 220).contains(100 * x + 10 * y + z));

    static byte[] file(String text) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Solid read(byte[] file) throws UnreadableException { return VoxelFormat.of(file).orElseThrow().read(file); }

    private static void refuses(byte[] file, String why) {
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(UnreadableException.class, e -> assertThat(e.what()).isEqualTo(why));
    }

    /// With one piece of the header in place of another one as long.
    private static byte[] said(String text, String there, String instead) {
        return new String(file(text), StandardCharsets.ISO_8859_1).replace(there, instead).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {MAT, PACKED_MAT, DOUBLE_MAT, LOGICAL_MAT, BOOL_NPY, UINT8_NPY, INT16_NPY, FLOAT32_FORTRAN_NPY, FLOAT64_BIG_ENDIAN_NPY})
    void whatOthersWroteIsReadAlike(String text) throws UnreadableException { assertThat(read(file(text))).isEqualTo(SOLID); }

    @ParameterizedTest
    @ValueSource(strings = {MAT, PACKED_MAT, BOOL_NPY, FLOAT64_BIG_ENDIAN_NPY})
    void whereverAFileEndsItIsReadWholeOrRefused(String text) {
        var whole = file(text);
        for (var length = 20; length < whole.length - 8; length++) {
            var cut = Made.cut(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadableException.class);
        }
        refuses(Made.cut(whole, 150), "is cut short after 150 bytes");
    }

    @Test
    void aBinvoxFileThatEndsEarly() {
        var whole = Binvox.write(SOLID);

        refuses(Made.cut(whole, whole.length - 1), "is cut short after %d bytes".formatted(whole.length - 1));
        refuses(Made.cut(whole, 20), "is cut short after 20 bytes");
    }

    @Test
    void headersThatPromiseTooMuch() {
        refuses("#binvox 1\ndim 2000 2000 2000\ndata\n".getBytes(StandardCharsets.US_ASCII), "has a side of 2,000, and sides from 2 to 256 are read");
        refuses("#binvox 1\ndim 2 2 2\ndata\n\1\377".getBytes(StandardCharsets.ISO_8859_1), "is damaged: its runs hold more than the 8 voxels that its header names");
        refuses(said(UINT8_NPY, "(3, 3, 3), }     ", "(9999, 9999, 9999"), "is damaged: its header does not say what it holds");
        refuses(said(UINT8_NPY, "(3, 3, 3), }       ", "(9999, 9999, 9999)}"), "has a side of 9,999, and sides from 2 to 256 are read");
        refuses(said(UINT8_NPY, "(3, 3, 3), }            ", "(99999999999999999999,)}"), "is damaged: its header says that it is (99999999999999999999,) large");
    }

    @Test
    void whatIsNoCube() {
        refuses(said(UINT8_NPY, "(3, 3, 3)", "(1, 9, 3)"), "is 1 × 9 × 3, and only cubes are read: pad it with zeros");
        refuses(said(UINT8_NPY, "(3, 3, 3)", "(3, 9)   "), "holds an array of 2 axes, and voxels have three axes");
    }

    @Test
    void valuesBesidesZeroAndOne() {
        var file = file(UINT8_NPY);
        file[file.length - 1] = (byte) 255;

        refuses(file, "holds the value 255, and voxels are 0 or 1: choose a threshold and save it again");
        refuses(said(FLOAT64_BIG_ENDIAN_NPY, "\u003f\u00f0", "\u003f\u00e0"), "holds the value 0.5, and voxels are 0 or 1: choose a threshold and save it again");
    }

    @Test
    void typesThatAreNoNumbers() {
        refuses(said(UINT8_NPY, "|u1", "|O8"), "holds values of a type that is not read: save them as bool, int8, uint8, float32 or float64");
    }

    @Test
    void severalArraysOfThreeAxes() {
        refuses(file(TWO_MAT), "holds 2 arrays of three axes (one, two): call the one with the voxels “instance”");
    }
}
