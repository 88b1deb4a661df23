package gannet.server.account;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// What a person is to a project, in one query over people and teams.
final class StandingStore {
    private final StatelessSession session;

    StandingStore(StatelessSession session) { this.session = session; }

    /// Empty if there is no such project or no such person.
    Optional<Policy.Standing> find(UUID person, UUID project) {
        return session
                .createNativeQuery("""
                        select p.administrator, m.role
                        from person p join project j on j.id = :project
                        left join membership m on m.team = j.team and m.person = p.id
                        where p.id = :person""", Object[].class)
                .setParameter("project", project)
                .setParameter("person", person)
                .uniqueResultOptional()
                .map(row -> new Policy.Standing((Boolean) row[0], row[1] == null ? null : Role.valueOf((String) row[1])));
    }
}
