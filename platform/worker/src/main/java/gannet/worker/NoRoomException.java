package gannet.worker;

import java.io.IOException;

/// A checkpoint did not fit on the disk.
final class NoRoomException extends IOException {
    private final long bytes;

    /// @param bytes that the whole of it takes
    NoRoomException(IOException cause, long bytes) {
        super(cause.getMessage(), cause);
        this.bytes = bytes;
    }

    long bytes() { return bytes; }
}
