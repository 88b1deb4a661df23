package gannet.server.account;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What a person is to a project, a team and the server, each in one query. The view `standing` alone knows who sees which project.
final class StandingStore {
    private final StatelessSession session;

    StandingStore(StatelessSession session) { this.session = session; }

    /// Empty if there is no such project or no such person, or they may not see it.
    Optional<Policy.Standing> find(UUID person, UUID project) {
        return session.createNativeQuery("select administrator, role, archived from standing where person = :person and project = :project", Object[].class)
                .setParameter("person", person)
                .setParameter("project", project)
                .uniqueResultOptional()
                .map(row -> new Policy.Standing((Boolean) row[0], role(row[1]), (Boolean) row[2]));
    }

    /// Empty if there is no such team or no such person, or they do not belong to it.
    Optional<Policy.Standing> inTeam(UUID person, UUID team) {
        return session
                .createNativeQuery("""
                        select p.administrator, m.role
                        from person p join team t on t.id = :team
                        left join membership m on m.team = t.id and m.person = p.id
                        where p.id = :person and p.deactivated is null and (p.administrator or m.role is not null)""", Object[].class)
                .setParameter("team", team)
                .setParameter("person", person)
                .uniqueResultOptional()
                .map(row -> new Policy.Standing((Boolean) row[0], role(row[1]), false));
    }

    boolean administers(UUID person) {
        return session.createNativeQuery("select administrator from person where id = :person and deactivated is null", Boolean.class).setParameter("person", person)
                .uniqueResultOptional().orElse(false);
    }

    private static @Nullable Role role(@Nullable Object name) { return name == null ? null : Role.valueOf((String) name); }
}
