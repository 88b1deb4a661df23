package gannet.layers.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.layers.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that other programs wrote; `arrays.py` beside `arrays.txt` made them.
class ArrayFileTest {
    private static final float[] A = {0, 0.5f, 1, 1.5f, 2, 2.5f};
    private static final float[] B = {1, -2, 300};

    @TempDir Path folder;

    @ParameterizedTest @ValueSource(strings = {"packed.npz", "plain.safetensors", "brain.safetensors", "new.pth", "old.pth"})
    void arraysComeOutAsTheyWentIn(String name) throws IOException {
        var arrays = read(name);
        holds(arrays, "a", Size.of(2, 3), A);
        holds(arrays, "b", Size.of(3), B);
    }

    @Test void anNpyIsOneArrayNamedAfterItsFile() throws IOException {
        var arrays = read("columns.npy");
        assertThat(arrays.keySet()).containsExactly("columns");
        holds(arrays, "columns", Size.of(2, 3), A);
    }

    @ParameterizedTest @ValueSource(strings = {"plain.mat", "packed.mat"})
    void matlabsCellsAreCountedFromOne(String name) throws IOException {
        var arrays = read(name);
        assertThat(arrays.keySet()).containsExactlyInAnyOrder("conv1{1}", "conv1{2}", "a");
        holds(arrays, "a", Size.of(2, 3), A);
        holds(arrays, "conv1{1}", Size.of(2, 3), A);
        holds(arrays, "conv1{2}", Size.of(1, 3), B);
    }

    @ParameterizedTest @ValueSource(strings = {"new.pth", "old.pth"})
    void aViewOfAnArrayIsOnlyItsPart(String name) throws IOException {
        var arrays = read(name);
        assertThat(arrays.keySet()).containsExactly("a", "b", "row", "count");
        holds(arrays, "row", Size.of(3), 1.5f, 2, 2.5f);
        holds(arrays, "count", Size.of(), 7);
    }

    @Test void whatIsNotAListOfArraysIsRefusedWithAdvice() {
        refuses("module.pth", "not a plain list of arrays: save the model's state_dict() instead of the model");
        refuses("turned.pth", "made of arrays that are not in order: save a.contiguous()");
        refuses("objects.npy", "made of things that are not numbers: NumPy says of objects {'descr': '|O'");
    }

    @Test void anotherKindOfFileIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("notes.txt"), "These are words and not numbers.");
        assertThatThrownBy(() -> ArrayFile.read(file)).isInstanceOf(IOException.class).hasMessageStartingWith("not a file of a kind that can be read: .safetensors");
    }

    /// Whatever is missing at the end, the answer is a sentence; only MATLAB's variables do not know of each other.
    @ParameterizedTest
    @ValueSource(strings = {"columns.npy", "plain.safetensors", "brain.safetensors", "plain.mat", "packed.mat", "new.pth", "old.pth", "packed.npz"})
    void aFileThatIsCutShortIsRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 0; length < whole.length - 8; length += Math.max(1, whole.length / 60)) {
            var file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            assertThat(readAll(file)).as("%d of %d bytes", length, whole.length).isLessThan(name.endsWith(".mat") ? 3 : 1);
        }
    }

    /// Whatever single byte is wrong, there is an answer or a sentence, and soon.
    @ParameterizedTest @ValueSource(strings = {"columns.npy", "plain.safetensors", "plain.mat", "new.pth", "old.pth"})
    void aDamagedFileIsReadOrRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        int refused = 0;
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 200)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xd5;
            refused += readAll(Files.write(folder.resolve(name), damaged)) == 0 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    private void refuses(String name, String message) {
        assertThatThrownBy(() -> read(name)).isInstanceOf(IOException.class).hasMessageStartingWith(message);
    }

    private static void holds(SequencedMap<String, StoredArray> arrays, String name, Size shape, float... values) throws IOException {
        var array = Objects.requireNonNull(arrays.get(name));
        assertThat(array.shape()).isEqualTo(shape);
        assertThat(array.read()).containsExactly(values);
    }

    private SequencedMap<String, StoredArray> read(String name) throws IOException {
        return ArrayFile.read(Files.write(folder.resolve(name), bytes(name)));
    }

    /// How many arrays there are; none if the file is refused.
    private static int readAll(Path file) {
        try {
            var arrays = ArrayFile.read(file).values();
            for (var array : arrays) {
                array.read();
            }
            return arrays.size();
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return 0;
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = Objects.requireNonNull(ArrayFileTest.class.getResourceAsStream("arrays.txt"))) {
            var line = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
            return new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(line.substring(name.length() + 1)))).readAllBytes();
        }
    }
}
