package gannet.run;

import java.time.Instant;

/// How a worker ended: `exit.json`. Its absence with a free lock means that it was killed.
///
/// @param fault whose it was, for outcome FAILED
/// @param reason a sentence for the person, with the next step
public record Exit(Outcome outcome, Fault fault, long step, String reason, Instant time) {
    public enum Outcome { FINISHED, STOPPED, FAILED }

    public enum Fault { NONE, USER, PLUGIN, MACHINE, INTERNAL }
}
