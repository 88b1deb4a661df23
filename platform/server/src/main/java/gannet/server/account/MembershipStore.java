package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// What joining needs of teams.
final class MembershipStore extends SqlStore {
    MembershipStore(StatelessSession session) { super(session); }

    record Team(UUID id, String name) {}

    /// Those into which this person may invite: all for an administrator of the server, else those that they administer.
    List<Team> administeredBy(UUID person) {
        return read("""
                select t.id, t.name from team t
                where exists (select 1 from membership m where m.team = t.id and m.person = ? and m.role = 'ADMINISTRATOR')
                   or exists (select 1 from person p where p.id = ? and p.administrator and p.deactivated is null)
                order by lower(t.name), t.id""", row -> new Team(id(row, 1), row.getString(2)), person, person);
    }

    List<Team> named(String name) {
        return read("select id, name from team where name = ? order by created", row -> new Team(id(row, 1), row.getString(2)), name);
    }

    Optional<Role> role(UUID team, UUID person) {
        return read("select role from membership where team = ? and person = ?", row -> Role.valueOf(row.getString(1)), team, person).stream().findFirst();
    }

    void join(UUID team, UUID person, Role role, Instant now) {
        change("insert into membership (team, person, role, since) values (?, ?, ?, ?) on conflict (team, person) do update set role = excluded.role", team, person, role, now);
    }

    void noteGroup(UUID team, UUID person) { change("insert into group_membership (person, team) values (?, ?) on conflict do nothing", person, team); }

    Set<UUID> byGroups(UUID person) {
        return read("select team from group_membership where person = ?", row -> id(row, 1), person).stream().collect(Collectors.toSet());
    }

    void leaveGroup(UUID team, UUID person) {
        change("delete from group_membership where person = ? and team = ?", person, team);
        change("delete from membership where person = ? and team = ?", person, team);
    }
}
