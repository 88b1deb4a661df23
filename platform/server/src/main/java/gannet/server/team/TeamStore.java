package gannet.server.team;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.UUID;

/// Rows of teams, projects and memberships; what runs is generated from it.
@Repository
interface TeamStore {
    @Insert
    void add(TeamRow team);

    @Insert
    void add(ProjectRow project);

    @Insert
    void add(MembershipRow membership);

    @Query("""
            select new gannet.server.team.Project(p.id, p.name, t.id, t.name)
            from ProjectRow p join TeamRow t on t.id = p.team
            where exists (select 1 from MembershipRow m where m.team = t.id and m.person = :person)
               or :all = true
            order by p.created, p.id""")
    List<Project> visibleTo(UUID person, boolean all);
}
