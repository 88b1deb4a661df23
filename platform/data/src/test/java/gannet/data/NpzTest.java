package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class NpzTest {
    /// What `numpy.savez(file, voxels=numpy.arange(8, dtype='u1').reshape(1, 2, 2, 2))` of NumPy 2 puts into its zip.
    @Test void writesWhatNumPyWrites() throws IOException {
        var zip = new ZipInputStream(new ByteArrayInputStream(Npz.write("voxels", new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, 1, 2, 2, 2)));
        assertThat(zip.getNextEntry()).isNotNull().satisfies(entry -> assertThat(entry.getName()).isEqualTo("voxels.npy"));
        var file = zip.readAllBytes();
        assertThat(HexFormat.of().formatHex(file, 0, 10)).isEqualTo("934e554d5059" + "0100" + "7600");
        assertThat(new String(file, 10, 118, StandardCharsets.ISO_8859_1))
                .isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2, 2, 2), }" + " ".repeat(52) + "\n");
        assertThat(HexFormat.of().formatHex(file, 128, file.length)).isEqualTo("0001020304050607");
    }

    @Test void wantsAsManyValuesAsTheShapeSays() {
        assertThatThrownBy(() -> Npz.write("voxels", new byte[7], 2, 2, 2)).hasMessage("An array of shape [2, 2, 2] does not have 7 values");
    }

    @Test void readsWhatItWrites() throws IOException {
        var read = Npz.read(Npz.write("voxels", new byte[] {0, 1, 2, 3, 4, 5, 6, (byte) 255}, 1, 2, 2, 2));

        assertThat(read.shape()).containsExactly(1, 2, 2, 2);
        assertThat(read.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 255);
    }

    @Test void readsNoMoreThanItMayHowSmallTheFileMayBe() {
        var packed = Npz.write("voxels", new byte[(64 << 20) + (1 << 20)], 65, 1 << 20);

        assertThat(packed).hasSizeLessThan(1 << 20);
        assertThatThrownBy(() -> Npz.read(packed)).isInstanceOf(IOException.class).hasMessage("the file holds an array of [65, 1048576], which is 65 MB, and at most 64 MB are read");
    }

    @Test void saysWhatIsWrongWithAFile() {
        var whole = Npz.write("voxels", new byte[4096], 1, 16, 16, 16);

        assertThatThrownBy(() -> Npz.read(Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(IOException.class).hasMessage("the file is cut short");
        assertThatThrownBy(() -> Npz.read("no zip".getBytes(StandardCharsets.UTF_8))).isInstanceOf(IOException.class).hasMessage("the file is no zip");
    }
}
