package gannet.server.queue;

import gannet.run.Exit.Fault;
import gannet.server.storage.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Jobs as a reader sees them, for what is found out from them alone.
final class Jobs {
    static final UUID TEAM = new UUID(7, 7);

    private Jobs() {}

    static Job of(State state, int place, Needs needs, @Nullable UUID server, List<String> devices, @Nullable Instant start, @Nullable Instant end) {
        return new Job(Ids.next(), 12 + place, "Run " + place, new UUID(8, 8), TEAM, "Reef", state, needs, true, false, place, 1, 4, server, devices, "", Fault.NONE, "Ada", 0, 100,
                Instant.EPOCH, Instant.EPOCH, null, null, 0, start, end, List.of());
    }
}
