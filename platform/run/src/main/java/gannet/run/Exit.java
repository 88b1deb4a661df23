package gannet.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a worker ended: `exit.json`. Its absence with a free lock means that it was killed.
///
/// @param fault whose it was, for outcome FAILED
/// @param reason a sentence for the person, with the next step
/// @param room bytes that the run lacked and needs to go on, for fault NO_ROOM; null where nobody can tell
public record Exit(Outcome outcome, Fault fault, long step, String reason, Instant time, @Nullable Long room) {
    public enum Outcome { FINISHED, STOPPED, FAILED }

    public enum Fault {
        NONE, USER, PLUGIN, MACHINE,
        /// The disk is full. Nothing is wrong with the run: it goes on when there is room.
        NO_ROOM,
        INTERNAL
    }

    public Exit(Outcome outcome, Fault fault, long step, String reason, Instant time) { this(outcome, fault, step, reason, time, null); }
}
