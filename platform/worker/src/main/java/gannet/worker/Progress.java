package gannet.worker;

import gannet.run.EventWriter;

/// How far a job has come, also for those who say how it failed.
final class Progress {
    private final EventWriter events;
    private long step;

    Progress(EventWriter events) {
        this.events = events;
        step = events.lastStep();
    }

    EventWriter events() { return events; }

    /// Steps done, or being done when something failed; before a checkpoint is found, what earlier workers said.
    long step() { return step; }

    void reached(long newStep) { step = newStep; }
}
