package gannet.server.backup;

import gannet.server.backup.Manifest.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and hashes what is written, and leaves what is below it open.
final class Hashed extends FilterOutputStream {
    private final MessageDigest digest;
    private long bytes;

    Hashed(OutputStream out) {
        super(out);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    Content content(String path) { return new Content(path, bytes, HexFormat.of().formatHex(digest.digest())); }

    @Override public void write(int one) throws IOException { write(new byte[] {(byte) one}, 0, 1); }

    @Override public void write(byte[] all, int from, int length) throws IOException {
        out.write(all, from, length);
        digest.update(all, from, length);
        bytes += length;
    }

    @Override public void close() throws IOException { flush(); }
}
