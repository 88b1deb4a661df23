package gannet.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// Counts what an entry unpacks to, and stops where a decompression bomb shows.
final class Meter extends FilterInputStream {
    private static final long HARMLESS = 1_000_000;

    private final Archive.Entry entry;
    private final Bounds bounds;
    private final CRC32 check = new CRC32();
    private long count;

    /// Thrown where unpacking is stopped. The message goes on after the file's name.
    static final class BombException extends IOException {
        private static final long serialVersionUID = 1;

        BombException(String message) { super(message); }
    }

    Meter(Archive.Entry entry, Bounds bounds, InputStream in) {
        super(in);
        this.entry = entry;
        this.bounds = bounds;
    }

    long count() { return count; }

    boolean isAsPacked() { return entry.check() < 0 || entry.check() == check.getValue(); }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var n = super.read(buffer, offset, length);
        if (n > 0) {
            count += n;
            check.update(buffer, offset, n);
            if (count > HARMLESS && count > bounds.ratio() * Math.max(1, entry.packed())) {
                throw new BombException("unpacks to more than %s times its packed size of %s, as decompression bombs do"
                        .formatted(Words.count(bounds.ratio()), Words.bytes(entry.packed())));
            }
        }
        return n;
    }
}
