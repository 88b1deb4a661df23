package gannet.server.team;

import gannet.server.account.Role;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

/// Rows of teams, projects and memberships; what runs is generated from it.
@Repository
interface TeamStore {
    @Insert
    void add(TeamRow team);

    @Insert
    void add(ProjectRow project);

    @Insert
    void add(MembershipRow membership);

    @Query("from TeamRow where id = :id")
    Optional<TeamRow> team(UUID id);

    @Query("from TeamRow where lower(name) = lower(:name)")
    Optional<TeamRow> named(String name);

    @Query("update TeamRow set name = :name where id = :id")
    int rename(UUID id, String name);

    @Query("select role from MembershipRow where team = :team and person = :person")
    Optional<Role> role(UUID team, UUID person);

    @Query("select count(*) from MembershipRow where team = :team and role = :role")
    long count(UUID team, Role role);

    @HQL("""
            insert into MembershipRow (team, person, role, since) values (:team, :person, :role, :since)
            on conflict (team, person) do update set role = excluded.role""")
    int settle(UUID team, UUID person, Role role, Instant since);

    @Query("delete from MembershipRow where team = :team and person = :person")
    int remove(UUID team, UUID person);
}
