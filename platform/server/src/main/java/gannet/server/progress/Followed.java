package gannet.server.progress;

import gannet.run.Event;
import gannet.server.progress.Progress.Signal;
import java.util.List;
import java.util.function.Consumer;

/// How much of a run those here who look at it have been told, so that they hear each event once, whether the run is
/// attended here, elsewhere, or first there and then here.
final class Followed {
    private int listeners = 1;
    private long last;
    private long offset = -1;
    private long changes;
    private Signal.Changed state;

    /// @param last the number of the newest event that need not be told    @param state that its listeners know
    Followed(long last, Signal.Changed state) {
        this.last = last;
        this.state = state;
    }

    synchronized Followed andAnother() {
        listeners++;
        return this;
    }

    /// @return whether anybody is left
    synchronized boolean andOneLess() { return --listeners > 0; }

    synchronized long last() { return last; }

    /// How often the run's state has changed, as far as was told here.
    synchronized long changes() { return changes; }

    /// Tells what a worker attended here has just said. Nothing, if something before it was not told yet: that is in the run's
    /// file, and comes from there together with this.
    synchronized void next(List<Event> events, Consumer<Event> listeners) {
        if (!events.isEmpty() && events.getFirst().sequence() <= last + 1) {
            fresh(events, listeners);
        }
    }

    /// Tells what is new of events that follow on each other in the run's file.
    synchronized void fresh(List<Event> events, Consumer<Event> listeners) {
        for (var event : events) {
            if (event.sequence() > last) {
                last = event.sequence();
                listeners.accept(event);
            }
        }
    }

    synchronized void changed(Signal.Changed to) {
        changes++;
        state = to;
    }

    /// @param asOf of [#changes] before the state was read    @return whether it is news
    synchronized boolean isNews(Signal.Changed read, long asOf) {
        if (changes != asOf || read.equals(state)) {
            return false;
        }
        state = read;
        return true;
    }

    /// Where to go on reading the run's file.
    ///
    /// @param newest the number of the newest event in the database, which it has read up to `read`
    synchronized long offset(long newest, long read) {
        if (offset < 0) {
            offset = last == newest ? read : 0;
        }
        return offset;
    }

    synchronized void readTo(long to) { offset = to; }
}
