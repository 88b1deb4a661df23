package gannet.server.queue;

import gannet.run.Exit;
import gannet.run.Exit.Fault;
import org.jspecify.annotations.Nullable;

/// What follows from how a worker ended.
sealed interface Verdict {
    /// The job is over, or held until somebody resumes it.
    ///
    /// @param fault whose it was, if it failed
    record Over(State state, Fault fault, String reason) implements Verdict {
        Over(State state, String reason) { this(state, Fault.NONE, reason); }
    }

    /// It goes back to the queue and on from its last checkpoint.
    ///
    /// @param counts whether this uses up one of its attempts
    record Again(String reason, boolean counts) implements Verdict {}

    /// It waits in the queue until there is room, and goes on from its last checkpoint.
    record NoRoom(String reason) implements Verdict {}

    /// @param before the job's state when its worker ended    @param stopReason what was said when it was asked to stop
    /// @param exit null if the worker was killed    @param attempt the one that ended, from 1    @param allowed attempts in all
    /// @param shortage of room now; null if there is enough
    static Verdict of(State before, String stopReason, @Nullable Exit exit, int attempt, int allowed, @Nullable Shortage shortage) {
        if (exit == null) {
            if (shortage != null && before != State.STOPPING && before != State.PAUSING) {
                return new NoRoom(shortage.note()); // it may have lacked even what a last word takes
            }
            return switch (before) {
                case STOPPING -> new Over(State.STOPPED, "Its worker was killed while it stopped. Resume goes on from the last checkpoint.");
                case PAUSING -> new Over(State.PAUSED, "Its worker was killed while it was paused. It goes on from the last checkpoint.");
                case PREEMPTING -> new Again(stopReason + " Its worker was killed before it could save, so it goes on from its last checkpoint.", false);
                case QUEUED, PAUSED, STARTING, RUNNING, SUCCEEDED, FAILED, STOPPED -> machine("Its worker was killed", attempt, allowed);
            };
        }
        return switch (exit.outcome()) {
            case FINISHED -> new Over(State.SUCCEEDED, "");
            case STOPPED -> switch (before) {
                case STOPPING -> new Over(State.STOPPED, stopReason);
                case PAUSING -> new Over(State.PAUSED, stopReason);
                case PREEMPTING -> new Again("%s It goes on exactly from step %,d.".formatted(stopReason, exit.step()), false);
                case QUEUED, PAUSED, STARTING, RUNNING, SUCCEEDED, FAILED, STOPPED ->
                        new Again("Its worker was asked to end by the machine. It goes on from its checkpoint at step %,d.".formatted(exit.step()), false);
            };
            case FAILED -> switch (exit.fault()) {
                case NO_ROOM -> noRoom(before, stopReason, attempt, allowed, shortage);
                case MACHINE -> before == State.STOPPING ? new Over(State.FAILED, Fault.MACHINE, exit.reason()) : failedByTheMachine(before, exit, attempt, allowed);
                case NONE, USER, PLUGIN, INTERNAL -> new Over(State.FAILED, exit.fault(), exit.reason());
            };
        };
    }

    private static Verdict failedByTheMachine(State before, Exit exit, int attempt, int allowed) {
        return before == State.PAUSING
                ? new Over(State.PAUSED, exit.reason() + " It goes on from its last checkpoint.")
                : machine(withoutStop(exit.reason()), attempt, allowed);
    }

    /// A worker that finds no room where we see plenty met another limit, a quota say, and would meet it for ever.
    private static Verdict noRoom(State before, String stopReason, int attempt, int allowed, @Nullable Shortage shortage) {
        if (before == State.STOPPING) {
            return new Over(State.STOPPED, stopReason + " The disk was full, so resuming goes on from the last checkpoint that fitted.");
        }
        if (before == State.PAUSING) {
            return new Over(State.PAUSED, stopReason + " The disk was full, so resuming goes on from the last checkpoint that fitted.");
        }
        return shortage != null ? new NoRoom(shortage.note())
                : attempt < allowed ? new Again("The disk was full in attempt %d of %d, and has room again. It goes on from its last checkpoint.".formatted(attempt, allowed), true)
                : new Over(State.FAILED, Fault.NO_ROOM, ("The disk was full in attempt %d of %d, although there is room where runs are kept. Look for a quota, for a file system "
                        + "without inodes, and at the folder for temporary files. Resume goes on from the last checkpoint.").formatted(attempt, allowed));
    }

    private static Verdict machine(String what, int attempt, int allowed) {
        if (attempt < allowed) {
            return new Again("%s in attempt %d of %d. It goes on from its last checkpoint.".formatted(what, attempt, allowed), true);
        }
        return new Over(State.FAILED, Fault.MACHINE, "%s in attempt %d of %d. The end of its log may say why; too little memory is the usual reason, and a smaller batch helps. Resume goes on from the last checkpoint."
                .formatted(what, attempt, allowed));
    }

    private static String withoutStop(String sentence) { return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence; }
}
