package gannet.server.audit;

import gannet.server.storage.Transaction;
import org.jspecify.annotations.Nullable;

/// Writes the audit log, in the transaction that makes the change: neither is there without the other.
///
/// ```java
/// Audit.note(transaction, who, new Deed("team.renamed", "team", team.id(), name, team.id()).changed(team.name(), name));
/// ```
public final class Audit {
    /// Beyond which a value is cut; the log says that something was changed, and keeps no second copy of it.
    private static final int LONGEST = 500;

    private Audit() {}

    /// @param who null where nobody is signed in, such as at a wrong password
    public static void note(Transaction transaction, @Nullable Doer who, Deed deed) {
        transaction.store(NoteStore::new).add(who == null ? "" : who.id().toString(), who == null ? "" : cut(who.name()), Whence.address(),
                new Deed(deed.what(), deed.kind(), deed.thing(), cut(deed.name()), deed.team(), cut(deed.before()), cut(deed.after())));
    }

    private static String cut(String text) { return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…"; }
}
