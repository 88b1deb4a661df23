package gannet.ui.queue;

import gannet.server.queue.Job;
import gannet.server.queue.State;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order as the page saw it, and where a job may go in it: an administrator's right before any other, everybody's own to
/// the place of another of their own with the same priority, which takes its place in turn.
///
/// @param jobs those that wait, in their order    @param moves how often people had changed it by then
record Places(List<Job> jobs, long moves, boolean administrator) {
    static final Places NONE = new Places(List.of(), 0, false);

    static Places of(List<Job> all, long moves, boolean administrator) {
        return new Places(all.stream().filter(job -> job.state() == State.QUEUED && job.place() > 0).toList(), moves, administrator);
    }

    /// @param before what it goes right before, null for the top
    record Move(Job job, @Nullable UUID before) {}

    private int at(Job job) { return jobs.stream().map(Job::id).toList().indexOf(job.id()); }

    /// Which jobs it could change places with.
    private boolean isPeer(Job job, Job other) { return administrator || other.own() && other.needs().priority() == job.needs().priority(); }

    Optional<Move> up(Job job) {
        for (int i = at(job) - 1; i >= 0; i--) {
            if (isPeer(job, jobs.get(i))) {
                return Optional.of(new Move(job, jobs.get(i).id()));
            }
        }
        return Optional.empty();
    }

    Optional<Move> down(Job job) {
        for (int i = at(job) + 1; i > 0 && i < jobs.size(); i++) {
            if (isPeer(job, jobs.get(i))) {
                return Optional.of(administrator ? new Move(jobs.get(i), job.id()) : new Move(job, jobs.get(i).id()));
            }
        }
        return Optional.empty();
    }

    Optional<Move> top(Job job) { return administrator && at(job) > 0 ? Optional.of(new Move(job, null)) : Optional.empty(); }

    /// Whether that is where it stands already.
    boolean isThere(Job job, Job target, boolean below) {
        int place = at(target) + (below ? 1 : 0);
        return place == at(job) || place == at(job) + 1;
    }

    /// To where it was let fall.
    ///
    /// @param below whether behind the target, or before it
    Optional<Move> dropped(Job job, Job target, boolean below) {
        int place = at(target) + (below ? 1 : 0);
        int from = at(job);
        if (from < 0 || at(target) < 0 || isThere(job, target, below)) {
            return Optional.empty();
        }
        if (administrator) {
            return place == 0 ? Optional.of(new Move(job, null)) : place < jobs.size() ? Optional.of(new Move(job, jobs.get(place).id())) : behindAll(job);
        }
        // the nearest of their own, seen from where it fell towards where it was
        int step = place <= from ? 1 : -1;
        for (int i = place <= from ? place : place - 1; i != from; i += step) {
            if (isPeer(job, jobs.get(i))) {
                return Optional.of(new Move(job, jobs.get(i).id()));
            }
        }
        return Optional.empty();
    }

    /// One goes behind all others when the last goes before it, as far as the order is seen and they are neighbours.
    private Optional<Move> behindAll(Job job) { return at(job) == jobs.size() - 2 ? Optional.of(new Move(jobs.getLast(), job.id())) : Optional.empty(); }
}
