package gannet.server.storage;

import java.util.function.Function;
import org.hibernate.StatelessSession;

/// What happens in the database at once or not at all. Services ask it for their stores, which alone know Hibernate, and
/// hand it to each other where several features write together.
public final class Transaction {
    private final StatelessSession session;

    Transaction(StatelessSession session) { this.session = session; }

    /// For stores written by hand.
    public StatelessSession session() { return session; }

    /// A store at work in this transaction: `transaction.store(TeamStore_::new)`.
    public <S> S store(Function<StatelessSession, S> made) { return made.apply(session); }
}
