package gannet.server.experiment;

import gannet.server.storage.Transaction;
import java.util.List;

/// Runs that were not launched here, but come from elsewhere.
public final class Arrivals {
    private Arrivals() {}

    /// Lets the table of runs find one, in the transaction that writes it.
    public static void index(Transaction transaction, long run) { SettingValueStore.write(transaction, List.of(run)); }
}
