package gannet.server.progress;

import gannet.run.Event;
import gannet.server.storage.Transaction;
import java.util.List;

/// Reads along what a run says, and writes what follows from it in the same transaction, so that both are kept or neither.
public interface Witness {
    /// Whatever it remembers of the run may not have been kept: it looks in the database where the run stands.
    void begin();

    /// @param events that were not known before
    void took(Transaction transaction, List<Event> events);

    /// Nobody.
    static Witness none() {
        return new Witness() {
            @Override public void begin() { }
            @Override public void took(Transaction transaction, List<Event> events) { }
        };
    }
}
