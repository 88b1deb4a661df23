package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.Set;

/// What a person may ask of a job: from which states it can be done, where it leads, and what is said where it cannot.
enum Steering {
    CANCEL("cancel"), PAUSE("pause"), RESUME("resume"), REQUEUE("send back to the queue");

    private static final Set<State> AT_WORK = Set.of(State.STARTING, State.RUNNING, State.PAUSING, State.PREEMPTING);

    private final String words;

    Steering(String words) { this.words = words; }

    /// One way from some states to one.
    ///
    /// @param reason with the person's name in place of %s
    record Way(Set<State> from, State to, String reason) {}

    /// Tried one after the other.
    Set<Way> ways() {
        return switch (this) {
            case CANCEL -> Set.of(
                    new Way(Set.of(State.QUEUED, State.PAUSED), State.STOPPED, "Stopped by %s."), new Way(AT_WORK, State.STOPPING, "Stopped by %s."));
            case PAUSE -> Set.of(
                    new Way(Set.of(State.QUEUED), State.PAUSED, "Paused by %s."),
                    new Way(Set.of(State.STARTING, State.RUNNING, State.PREEMPTING), State.PAUSING, "Paused by %s."));
            case RESUME -> Set.of(new Way(Set.of(State.PAUSED), State.QUEUED, "Resumed by %s."));
            case REQUEUE -> Set.of(new Way(Set.of(State.STARTING, State.RUNNING), State.PREEMPTING, "Sent back to the queue by %s."));
        };
    }

    /// Why it cannot be done, and what can.
    ProblemException refusal(long run, State state) {
        var why = switch (state) {
            case QUEUED -> "it waits already";
            case PAUSED -> this == PAUSE ? "it is paused already" : "it is paused; resume it";
            case STARTING, RUNNING -> "it is at work";
            case PAUSING -> "it saves its checkpoint and is paused then; try again in a moment";
            case PREEMPTING -> "it saves its checkpoint and waits again then; try again in a moment";
            case STOPPING -> "it saves its checkpoint and stops then; try again in a moment";
            case SUCCEEDED -> "it has done all its steps";
            case FAILED -> "it has failed; requeue it to go on from its last checkpoint";
            case STOPPED -> "it has been stopped; requeue it to go on from its checkpoint";
        };
        return new ProblemException(Problem.Kind.CONFLICT, "job", "Cannot %s the job of run %d: %s.".formatted(words, run, why));
    }
}
