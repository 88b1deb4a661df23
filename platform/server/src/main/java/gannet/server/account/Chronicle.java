package gannet.server.account;

import gannet.server.storage.Transaction;
import java.util.UUID;

/// Takes down what happens to accounts, in the transaction in which it happens.
@FunctionalInterface
public interface Chronicle {
    Chronicle NONE = (transaction, who, deed, about, words) -> {};

    /// @param about the person, team or token that it is done to    @param words what else there is to know; no secrets
    void note(Transaction transaction, Person who, Deed deed, UUID about, String words);
}
