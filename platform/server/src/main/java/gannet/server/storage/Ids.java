package gannet.server.storage;

import java.security.SecureRandom;
import java.util.UUID;

/// UUIDs of version 7: they sort by the time they were made, so new rows lie side by side in an index.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next() {
        var random = RANDOM.nextLong();
        var high = System.currentTimeMillis() << 16 | 0x7000 | random & 0xFFF;
        var low = RANDOM.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }
}
