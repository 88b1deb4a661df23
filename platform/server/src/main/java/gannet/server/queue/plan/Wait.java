package gannet.server.queue.plan;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why a job waits.
public sealed interface Wait {
    /// Nothing keeps it.
    record Soon() implements Wait {}

    /// All devices that fit are held; this one comes free first.
    ///
    /// @param ahead how many jobs go first    @param slot null if nothing that runs has one
    record Busy(int ahead, @Nullable Slot slot, @Nullable UUID holder, @Nullable Instant free) implements Wait {}

    /// So many devices at once are not free together yet.
    record Gang(int ahead, int devices, @Nullable Instant together) implements Wait {}

    /// Devices are being given back for it, by this job among others.
    record Preempting(UUID victim) implements Wait {}

    /// It could start, but would delay a job that needs the same devices and was here first.
    record Reserved(UUID by, @Nullable Instant start) implements Wait {}

    /// @param running devices that this person's jobs hold, or that are being given back for them
    record PersonLimit(int limit, int running) implements Wait {}

    record TeamLimit(UUID team, int limit, int running) implements Wait {}

    /// Its team has used more than its share, so younger jobs of others go first.
    ///
    /// @param times how many times its due part of the recent use it has had
    record Share(int ahead, UUID team, double times, int younger) implements Wait {}

    /// Devices like it are there, but all of them are drained or their servers are silent.
    record Closed(int devices) implements Wait {}

    /// There is no machine that has so many devices of this kind with so much memory.
    ///
    /// @param most the most devices of this kind that one server has    @param largest memory of the largest, in MB
    record Impossible(int most, long largest, long hostMemory) implements Wait {}
}
