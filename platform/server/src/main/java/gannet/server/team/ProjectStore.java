package gannet.server.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Projects as people see them, and where things are moved.
final class ProjectStore {
    private static final String PROJECT = """
            select j.id, j.name, j.description, t.id, t.name, j.visibility, j.archived is not null
            from standing s join project j on j.id = s.project join team t on t.id = j.team
            where s.person = :person""";

    private final StatelessSession session;

    ProjectStore(StatelessSession session) { this.session = session; }

    /// The first one first, archived ones last.
    List<Project> visibleTo(UUID person) {
        return session.createNativeQuery(PROJECT + " order by (j.archived is not null), not exists (select 1 from membership m where m.team = t.id and m.person = s.person), j.created, j.id", Object[].class)
                .setParameter("person", person).getResultList().stream().map(ProjectStore::project).toList();
    }

    Optional<Project> find(UUID person, UUID project) {
        return session.createNativeQuery(PROJECT + " and j.id = :project", Object[].class).setParameter("person", person).setParameter("project", project)
                .uniqueResultOptional().map(ProjectStore::project);
    }

    /// Whom a private project is for.
    List<UUID> people(UUID project) {
        return session.createNativeQuery("select person from project_person where project = :project order by person", UUID.class).setParameter("project", project).getResultList();
    }

    void choose(UUID project, List<UUID> people) {
        session.createNativeMutationQuery("delete from project_person where project = :project").setParameter("project", project).executeUpdate();
        people.forEach(person -> session.createNativeMutationQuery("insert into project_person values (:project, :person)")
                .setParameter("project", project).setParameter("person", person).executeUpdate());
    }

    boolean isTaken(UUID team, String name, UUID except) {
        return session.createNativeQuery("select count(*) from project where team = :team and name = :name and id <> :except", Long.class)
                .setParameter("team", team).setParameter("name", name).setParameter("except", except).uniqueResult() > 0;
    }

    void write(UUID project, String name, String description, Visibility visibility) {
        session.createNativeMutationQuery("update project set name = :name, description = :description, visibility = :visibility where id = :project")
                .setParameter("name", name).setParameter("description", description).setParameter("visibility", visibility.name())
                .setParameter("project", project).executeUpdate();
    }

    void archive(UUID project, boolean archived) {
        session.createNativeMutationQuery("update project set archived = case when :archived then coalesce(archived, now()) end where id = :project")
                .setParameter("archived", archived).setParameter("project", project).executeUpdate();
    }

    /// How many of a project's jobs wait or run.
    long open(UUID project) { return count("project = :key", project); }

    /// How many of an experiment's jobs wait or run.
    long openOf(UUID experiment) { return count("run in (select id from run where experiment = :key)", experiment); }

    void moveToTeam(UUID project, UUID team) {
        session.createNativeMutationQuery("update project set team = :team where id = :project").setParameter("team", team).setParameter("project", project).executeUpdate();
        session.createNativeMutationQuery("update job set team = :team where project = :project").setParameter("team", team).setParameter("project", project).executeUpdate();
        session.createNativeMutationQuery("""
                delete from project_person c where c.project = :project
                and not exists (select 1 from membership m where m.team = :team and m.person = c.person)""")
                .setParameter("team", team).setParameter("project", project).executeUpdate();
    }

    /// @param person who launched it
    record Of(UUID experiment, String name, UUID project, UUID person) {}

    Optional<Of> experimentOf(long run) {
        return session.createNativeQuery("select e.id, e.name, e.project, e.person from run r join experiment e on e.id = r.experiment where r.number = :run", Object[].class)
                .setParameter("run", run).uniqueResultOptional().map(row -> new Of((UUID) row[0], (String) row[1], (UUID) row[2], (UUID) row[3]));
    }

    void moveExperiment(UUID experiment, UUID project) {
        session.createNativeQuery("select move_experiment(:experiment, :project) is null", Boolean.class)
                .setParameter("experiment", experiment).setParameter("project", project).uniqueResult();
    }

    boolean hasDataSet(UUID project, String name) {
        return session.createNativeQuery("select count(*) from data_set where project = :project and name = :name", Long.class)
                .setParameter("project", project).setParameter("name", name).uniqueResult() > 0;
    }

    int moveDataSet(UUID from, String name, UUID project) {
        return session.createNativeMutationQuery("update data_set set project = :project where project = :from and name = :name")
                .setParameter("project", project).setParameter("from", from).setParameter("name", name).executeUpdate();
    }

    private long count(String where, UUID key) {
        return session.createNativeQuery("select count(*) from job where state not in ('SUCCEEDED', 'FAILED', 'STOPPED') and " + where, Long.class)
                .setParameter("key", key).uniqueResult();
    }

    private static Project project(Object[] row) {
        return new Project((UUID) row[0], (String) row[1], (String) row[2], (UUID) row[3], (String) row[4], Visibility.valueOf((String) row[5]), (Boolean) row[6]);
    }
}
