package gannet.server.queue;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.compute.Device;
import gannet.server.queue.PastStore.Over;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Jobs that are over: how long they waited, how long they ran, and how they ended.
public final class History {
    private static final int MOST = 200;

    private final PastStore store;
    private final Policy policy;

    public History(Storage storage, Policy policy) {
        this.store = new PastStore(storage);
        this.policy = policy;
    }

    /// Whose jobs, and where they ran; null for any.
    public record Filter(@Nullable UUID person, @Nullable UUID team, Device.@Nullable Key device) {
        public static final Filter ALL = new Filter(null, null, null);
    }

    /// @param run number of its run, 0 where the reader may not see it; then its names and the reason are empty, too
    /// @param server where it ran last, null if it never did    @param waited until it first started, or for ever    @param ran on its devices, in all attempts
    public record Ended(
            UUID job, long run, String name, String who, String team, boolean own, State state, String reason, @Nullable UUID server, List<String> devices,
            long step, Duration waited, Duration ran, Instant ended) {}

    /// The newest end first. Of a person's or a team's, only those that the reader may see: else the choice would say whose the others are.
    ///
    /// @param before whoever pages on gives the last one's end    @param most at most 200
    public List<Ended> page(Person who, Filter filter, Instant before, int most) {
        var seen = new HashMap<UUID, Boolean>();
        boolean anybody = filter.person() == null && filter.team() == null;
        return store.ended(filter, before, Math.min(most, MOST)).stream().map(over -> ended(who, over, seen)).filter(ended -> anybody || ended.run() != 0).toList();
    }

    private Ended ended(Person who, Over over, Map<UUID, Boolean> seen) {
        boolean visible = seen.computeIfAbsent(over.project(), project -> policy.allows(who, Action.SEE, project));
        var start = over.firstStart();
        return new Ended(over.job(), visible ? over.run() : 0, visible ? over.name() : "", visible ? over.launchedBy() : "", visible ? over.teamName() : "", over.person().equals(who.id()),
                over.state(), visible ? over.reason() : "", over.server(), over.devices(), visible ? over.step() : 0,
                Duration.between(over.created(), start == null ? over.ended() : start), Duration.ofMillis(Math.round(over.usedSeconds() * 1000)), over.ended());
    }
}
