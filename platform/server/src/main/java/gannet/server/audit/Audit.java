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
        transaction.session()
                .createNativeMutationQuery("""
                        insert into audit (person, person_name, address, what, kind, thing, thing_name, team, before, after)
                        values (cast(nullif(:person, '') as uuid), :name, :address, :what, :kind, :thing, :called, cast(nullif(:team, '') as uuid), :before, :after)""")
                .setParameter("person", who == null ? "" : who.id().toString())
                .setParameter("name", who == null ? "" : cut(who.name()))
                .setParameter("address", Whence.address())
                .setParameter("what", deed.what())
                .setParameter("kind", deed.kind())
                .setParameter("thing", deed.thing())
                .setParameter("called", cut(deed.name()))
                .setParameter("team", deed.team() == null ? "" : deed.team().toString())
                .setParameter("before", cut(deed.before()))
                .setParameter("after", cut(deed.after()))
                .executeUpdate();
    }

    private static String cut(String text) { return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…"; }
}
