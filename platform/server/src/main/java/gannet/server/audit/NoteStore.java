package gannet.server.audit;

import org.hibernate.StatelessSession;

/// Adds to the audit log; nothing here reads it or could change it.
final class NoteStore {
    private final StatelessSession session;

    NoteStore(StatelessSession session) { this.session = session; }

    /// @param person an id, empty where nobody is signed in
    void add(String person, String name, String address, Deed deed) {
        session
                .createNativeMutationQuery("""
                        insert into audit (person, person_name, address, what, kind, thing, thing_name, team, before, after)
                        values (cast(nullif(:person, '') as uuid), :name, :address, :what, :kind, :thing, :called, cast(nullif(:team, '') as uuid), :before, :after)""")
                .setParameter("person", person)
                .setParameter("name", name)
                .setParameter("address", address)
                .setParameter("what", deed.what())
                .setParameter("kind", deed.kind())
                .setParameter("thing", deed.thing())
                .setParameter("called", deed.name())
                .setParameter("team", deed.team() == null ? "" : deed.team().toString())
                .setParameter("before", deed.before())
                .setParameter("after", deed.after())
                .executeUpdate();
    }
}
