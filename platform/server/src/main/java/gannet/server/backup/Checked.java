package gannet.server.backup;

import gannet.server.backup.Manifest.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// Compares what is read with what is listed: no byte more, and at the end the hash.
final class Checked extends FilterInputStream {
    private final Content content;
    private final Path backup;
    private final Hashed hashed = new Hashed(OutputStream.nullOutputStream());
    private long left;
    private boolean ended;

    Checked(InputStream in, Content content, Path backup) {
        super(in);
        this.content = content;
        this.backup = backup;
        left = content.bytes();
    }

    @Override public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read < 0) {
            end();
            return read;
        }
        left -= read;
        if (left < 0) {
            throw differs();
        }
        hashed.write(into, from, read);
        return read;
    }

    private void end() {
        if (!ended && !hashed.content(content.path()).equals(content)) {
            throw differs();
        }
        ended = true;
    }

    private RuntimeException differs() { return Source.damaged(backup, content.path() + " is not as it was written"); }

    @Override public boolean markSupported() { return false; }
}
