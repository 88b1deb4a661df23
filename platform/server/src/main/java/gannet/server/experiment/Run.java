package gannet.server.experiment;

import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One training with fixed settings and seed.
///
/// @param number what people call it by, `/runs/12`    @param name experiment, differing settings, seed
/// @param step the newest known    @param steps in all    @param millisecondsPerStep measured lately, 0 if unknown
/// @param reason why it waits, stopped or failed, in a sentence; empty if there is nothing to say    @param fault whose it was, if it failed
/// @param latestSampleStep -1 if there is none yet    @param losses the newest value of each chart line    @param from null if it began anew
/// @param plugin SHA-256 of the plugin that it was launched with
public record Run(
        UUID id, long number, UUID experiment, UUID project, String name, String variant, String variantTitle, String dataSet, UUID dataSetId, State state, int attempt,
        long step, long steps, double millisecondsPerStep, String reason, Fault fault, String launchedBy,
        Instant created, @Nullable Instant started, @Nullable Instant ended,
        SortedMap<String, Object> settings, SortedMap<String, Object> training, SortedMap<String, String> facts,
        long latestSampleStep, SortedMap<String, Double> losses, @Nullable ForkPoint from, String plugin) {}
