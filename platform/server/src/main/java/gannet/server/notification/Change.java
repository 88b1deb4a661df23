package gannet.server.notification;

import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of a job's state, with what is needed to judge for whom it is news.
///
/// @param before its state until then, null if it was new    @param asker who asked for its stop, null if nobody did
/// @param owner whose run it is, and their name, by which actors are written down
record Change(
        long id, UUID job, Instant time, State state, @Nullable State before, String actor, @Nullable String asker, String reason,
        UUID person, String owner, Fault fault, long steps, @Nullable Instant started) {

    /// A job that is moved or gets another priority has a change as well.
    boolean isNew() { return state != before; }

    /// What its person is to be told, if anything.
    Optional<Notice> notice() {
        if (!isNew()) {
            return Optional.empty();
        }
        return switch (state) {
            case SUCCEEDED -> Optional.of(notice(Kind.FINISHED, finished()));
            case FAILED -> Optional.of(notice(Kind.FAILED, reason));
            case STOPPED -> owner.equals(asker == null ? actor : asker) ? Optional.empty() : Optional.of(notice(Kind.STOPPED, reason));
            case PREEMPTING, PAUSING -> interruption(true);
            case PAUSED -> interruption(before == State.QUEUED);
            case QUEUED -> interruption(before == State.STARTING || before == State.RUNNING);
            case STARTING, RUNNING, STOPPING -> Optional.empty();
        };
    }

    private Optional<Notice> interruption(boolean is) {
        return is && !owner.equals(actor) ? Optional.of(notice(Kind.INTERRUPTED, reason)) : Optional.empty();
    }

    private String finished() {
        return "It did all its %,d steps%s.".formatted(steps, started == null ? "" : " in " + Wording.duration(Duration.between(started, time)));
    }

    private Notice notice(Kind kind, String sentence) { return new Notice(person, kind, id, job, time, sentence, fault, Round.NONE); }
}
