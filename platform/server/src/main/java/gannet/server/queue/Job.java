package gannet.server.queue;

import gannet.run.Exit.Fault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One piece of work in the queue.
///
/// @param run number of its run, 0 where the reader may not see it; then its names, reason and steps are empty, too, and its project and team are [#HIDDEN]
/// @param own whether the reader launched it
/// @param pinned whether an administrator gave it its place    @param place 1 is next; 0 once it has started, or beyond those that are counted
/// @param server where its worker runs or ran, null if it never did    @param devices the ones that it holds, or held last
/// @param reason why it waits or how it ended, in a sentence    @param fault whose it was, if it failed    @param since what its age counts from
/// @param usedSeconds for how long earlier attempts held its devices
/// @param expectedStart an estimate for waiting jobs, if one can be made    @param changes its history, where one job was asked for
public record Job(
        UUID id, long run, String runName, UUID project, UUID team, String teamName, State state, Needs needs, boolean own, boolean pinned, int place,
        int attempt, int attemptsAllowed, @Nullable UUID server, List<String> devices, String reason, Fault fault,
        String launchedBy, long step, long steps, Instant created, Instant since, @Nullable Instant started, @Nullable Instant ended, double usedSeconds,
        @Nullable Instant expectedStart, @Nullable Instant expectedEnd, List<Change> changes) {

    /// In the place of the project and team of a job that the reader may not see.
    public static final UUID HIDDEN = new UUID(0, 0);

    Job with(List<Change> history) {
        return new Job(id, run, runName, project, team, teamName, state, needs, own, pinned, place, attempt, attemptsAllowed, server, devices, reason, fault, launchedBy,
                step, steps, created, since, started, ended, usedSeconds, expectedStart, expectedEnd, history);
    }

    /// One line of its history.
    public record Change(Instant time, State state, String actor, String reason) {}
}
