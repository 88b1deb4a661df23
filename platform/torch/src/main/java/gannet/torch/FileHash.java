package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which file a fixed network came from, as an array that a checkpoint can keep: the 32 bytes of its SHA-256.
record FileHash(Path file, NDArray hash) {
    private static final String NAME = "sha256";

    static FileHash of(Path file, NDManager manager) {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            var array = manager.create(floats(in.getMessageDigest().digest()));
            array.setName(NAME);
            return new FileHash(file, array);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    NDList state() { return new NDList(hash); }

    void compare(String network, @Nullable NDList saved, List<String> differences) {
        if (saved == null || saved.size() != 1) {
            differences.add(network + " has no file in the saved state, but " + file + " here");
        } else if (!hex(saved.getFirst()).equals(hex(hash))) {
            differences.add(network + " came from a file of SHA-256 " + hex(saved.getFirst()) + ", but " + file + " is " + hex(hash) + "; put the same file back");
        }
    }

    /// Floats, because that is what everything else in a checkpoint is; a byte is exact.
    private static float[] floats(byte[] bytes) {
        var floats = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = bytes[i] & 0xff;
        }
        return floats;
    }

    private static String hex(NDArray array) {
        var floats = array.toFloatArray();
        var bytes = new byte[floats.length];
        for (int i = 0; i < floats.length; i++) {
            bytes[i] = (byte) floats[i];
        }
        return HexFormat.of().formatHex(bytes);
    }
}
