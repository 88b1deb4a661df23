package gannet.layers.files;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferUnderflowException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Arrays by name, from a file of NumPy, MATLAB or PyTorch or in the safetensors format. What it is, its first bytes say.
final class ArrayFile {
    private static final String KINDS = "not a file of a kind that can be read: .safetensors, .npz, .npy, .mat (version 5) or .pth";

    static final String DAMAGED = "cut short or damaged";

    private ArrayFile() {}

    /// @throws IOException with words that go on after "the file is"
    static SequencedMap<String, StoredArray> read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            if (bytes.byteSize() < 16) {
                throw new IOException(KINDS);
            }
            var start = new String(bytes.asSlice(0, 16).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
            return read(file, bytes, start);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | EOFException | ZipException e) {
            throw new IOException(DAMAGED, e);
        }
    }

    private static SequencedMap<String, StoredArray> read(Path file, MemorySegment bytes, String start) throws IOException {
        if (start.startsWith("PK")) {
            try (var zip = new ZipFile(file.toFile())) {
                return TorchFile.isOne(zip) ? TorchFile.read(file, zip) : Npy.readAll(file, zip);
            }
        }
        if (start.startsWith("\u0093NUMPY")) {
            return Npy.read(file.getFileName().toString().replaceFirst("\\.npy$", ""), bytes);
        }
        if (start.startsWith("MATLAB")) {
            return Mat.read(bytes);
        }
        if (start.startsWith("\u0080\u0002\u008a")) {
            return TorchFile.readOld(bytes);
        }
        if (start.charAt(8) == '{') {
            return Safetensors.read(bytes);
        }
        throw new IOException(KINDS);
    }
}
