package gannet.server.queue.simulation;

import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of a job.
public final class Life {
    public enum Stage { WAITING, HOLDING, PAUSED, DONE, CANCELLED }

    public final Work work;
    private final Duration patience;
    private final Duration checkpoint;
    private Stage stage = Stage.WAITING;
    private Duration done = Duration.ZERO;
    private Duration served = Duration.ZERO;
    private Duration lost = Duration.ZERO;
    private @Nullable Double pin;
    private @Nullable Start seat;
    private Instant started = Instant.MIN;
    private @Nullable Instant leaves;
    private @Nullable Instant firstStart;
    private @Nullable Instant ended;
    private Stage next = Stage.WAITING;
    private boolean startedOverdue;
    private int starts;

    Life(Work work, Duration patience, Duration checkpoint) {
        this.work = work;
        this.patience = patience;
        this.checkpoint = checkpoint;
    }

    public Stage stage() { return stage; }

    public boolean waits() { return stage == Stage.WAITING; }

    public boolean holds() { return stage == Stage.HOLDING; }

    public @Nullable Double pin() { return pin; }

    public @Nullable Instant firstStart() { return firstStart; }

    public @Nullable Instant ended() { return ended; }

    public boolean isLeaving() { return leaves != null; }

    public int starts() { return starts; }

    /// Time on its devices that was of use in the end.
    public Duration done() { return done; }

    public Duration served() { return served; }

    /// Time on its devices so far.
    public Duration served(Instant now) { return stage == Stage.HOLDING ? served.plus(Duration.between(started, now)) : served; }

    public Duration lost() { return lost; }

    /// The devices that it holds.
    public Start seat() {
        if (seat == null) {
            throw new IllegalStateException("Job " + work.job() + " holds nothing.");
        }
        return seat;
    }

    /// When it will give its devices back in truth.
    Instant end() {
        var finished = started.plus(work.length()).minus(done);
        return leaves == null || finished.isBefore(leaves) ? finished : leaves;
    }

    @Nullable Duration saidLeft() {
        if (work.said() == null) {
            return null;
        }
        double part = 1 - done.toMillis() / (double) work.length().toMillis();
        return Duration.ofMillis(Math.max(1000, Math.round(work.said().toMillis() * part)));
    }

    Waiting waiting() { return new Waiting(work.job(), work.since(), served, saidLeft(), pin); }

    Holder holder(Instant now) {
        var left = saidLeft();
        return new Holder(work.job(), work.priority(), work.team(), work.person(), seat().server(), seat().devices(), work.need().hostMemory(),
                work.preemptible() && pin == null && !startedOverdue, isLeaving(), started, saved(now), left == null ? null : started.plus(left));
    }

    private Instant saved(Instant now) { return started.plus(checkpoint.multipliedBy(Duration.between(started, now).dividedBy(checkpoint))); }

    /// When it has waited beyond its patience.
    Instant due() { return work.since().plus(served).plus(patience); }

    void start(Start given, Instant now) {
        startedOverdue = due().isBefore(now);
        seat = given;
        stage = Stage.HOLDING;
        started = now;
        firstStart = firstStart == null ? now : firstStart;
        starts++;
    }

    /// It is asked to save and leave.
    void leave(Instant now, Stage then) {
        next = then;
        leaves = leaves == null ? now.plus(work.saving()) : leaves;
    }

    /// It has left by itself, having saved what it did, or finished.
    void end(Instant now) {
        var held = Duration.between(started, now);
        served = served.plus(held);
        done = done.plus(held);
        boolean finished = done.compareTo(work.length()) >= 0;
        gone(finished ? Stage.DONE : next, now);
    }

    void kill(Instant now) {
        served = served.plus(Duration.between(started, now));
        done = done.plus(Duration.between(started, saved(now)));
        lost = lost.plus(Duration.between(saved(now), now));
        gone(leaves == null ? Stage.WAITING : next, now);
    }

    private void gone(Stage then, Instant now) {
        stage = then;
        seat = null;
        leaves = null;
        next = Stage.WAITING;
        if (then == Stage.DONE || then == Stage.CANCELLED) {
            ended = now;
        }
    }

    void change(Stage from, Stage to, Instant now) {
        if (stage == from) {
            stage = to;
            ended = to == Stage.CANCELLED ? now : ended;
        } else if (stage == Stage.HOLDING && (to == Stage.PAUSED || to == Stage.CANCELLED)) {
            leave(now, to);
        }
    }

    void pin(@Nullable Double place) { pin = place; }
}
