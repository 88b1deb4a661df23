package gannet.server.queue.plan;

import gannet.server.queue.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param agedEvery every so-manieth start goes to the job that has waited longest beyond its patience
/// @param preemptAfter nobody is preempted if enough devices should come free by themselves within this time
/// @param usualLength what a job counts as while nobody knows its length
/// @param personRunning devices that one person's jobs may hold at once, null for no limit    @param ownLimits those of single people
public record Rules(
        int agedEvery, Map<Priority, Duration> patience, Duration preemptAfter, Duration usualLength,
        @Nullable Integer personRunning, Map<UUID, Integer> ownLimits) {

    @Nullable Integer limitOf(UUID person) { return ownLimits.getOrDefault(person, personRunning); }

    Duration patience(Priority priority) { return patience.getOrDefault(priority, Duration.ofDays(1)); }
}
