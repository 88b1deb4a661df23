package gannet.server.team;

import gannet.server.account.Person;
import gannet.server.account.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Who belongs to which team.
final class RosterStore {
    private final StatelessSession session;

    RosterStore(StatelessSession session) { this.session = session; }

    /// Those that the person belongs to; all of them for an administrator of the server.
    List<Team> teams(UUID person) {
        return session
                .createNativeQuery("""
                        select t.id, t.name, m.role,
                            (select count(*) from membership c where c.team = t.id),
                            (select count(*) from standing s where s.team = t.id and s.person = p.id)
                        from person p cross join team t left join membership m on m.team = t.id and m.person = p.id
                        where p.id = :person and (p.administrator or m.role is not null) order by lower(t.name)""", Object[].class)
                .setParameter("person", person)
                .getResultList().stream()
                .map(row -> new Team((UUID) row[0], (String) row[1], row[2] == null ? null : Role.valueOf((String) row[2]), (Long) row[3], (Long) row[4]))
                .toList();
    }

    /// Their hours are those that are counted, and what devices that they hold have cost since.
    List<Member> members(UUID team) {
        return session
                .createNativeQuery("""
                        select p.id, p.name, p.email, m.role, m.since, (coalesce(u.total, 0) + coalesce(h.seconds, 0)) / 3600.0
                        from membership m join person p on p.id = m.person
                        left join use_of_person u on u.team = m.team and u.person = m.person
                        left join (select person, sum(greatest(0, extract(epoch from now() - credited))) as seconds
                            from occupancy where ended is null and team = :team group by person) h on h.person = m.person
                        where m.team = :team order by lower(p.name), p.id""", Object[].class)
                .setParameter("team", team)
                .getResultList().stream()
                .map(row -> new Member((UUID) row[0], (String) row[1], (String) row[2], Role.valueOf((String) row[3]), (Instant) row[4], ((Number) row[5]).doubleValue()))
                .toList();
    }

    Optional<Person> person(UUID id) { return person("id = cast(:key as uuid)", id.toString()); }

    Optional<Person> byEmail(String email) { return person("lower(email) = lower(:key)", email); }

    /// Makes other changes of the team's people wait, so that its last two administrators cannot leave at once.
    void lock(UUID team) { session.createNativeQuery("select id from team where id = :team for update", UUID.class).setParameter("team", team).uniqueResult(); }

    /// Private projects of the team are no longer for this person.
    void forgetChoices(UUID team, UUID person) {
        session.createNativeMutationQuery("delete from project_person where person = :person and project in (select id from project where team = :team)")
                .setParameter("team", team).setParameter("person", person).executeUpdate();
    }

    private Optional<Person> person(String where, String key) {
        return session.createNativeQuery("select id, name, email, administrator from person where " + where, Object[].class).setParameter("key", key)
                .uniqueResultOptional().map(row -> new Person((UUID) row[0], (String) row[1], (String) row[2], (Boolean) row[3]));
    }
}
