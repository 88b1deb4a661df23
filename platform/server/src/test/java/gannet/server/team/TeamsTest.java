package gannet.server.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.Person;
import gannet.server.account.Policy.Action;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.queue.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamsTest {
    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Teams teams = new Teams(bench.storage, Clock.systemUTC());
    private final Projects projects = new Projects(bench.storage, bench.policy, Clock.systemUTC());
    private final AuditLog audit = new AuditLog(bench.storage, bench.policy);
    private final UUID first = bench.firstTeam();
    private final Person ben = bench.person("Ben", Role.MEMBER, first);
    private final Person tea = bench.person("Tea", Role.ADMINISTRATOR, first);

    @AfterEach void close() { bench.close(); }

    private Projects.Plan plan(String name, Visibility visibility, Person... people) {
        return new Projects.Plan(name, "", visibility, List.of(people).stream().map(Person::id).toList());
    }

    @Test void aPersonIsInSeveralTeamsAsSomethingElseInEach() {
        var reef = teams.make(bench.ada, "Reef").id();
        teams.add(bench.ada, reef, " BEN@example.org ", Role.REVIEWER);

        assertThat(teams.list(ben)).extracting(Team::name, Team::role).containsExactly(
                org.assertj.core.groups.Tuple.tuple("First team", Role.MEMBER), org.assertj.core.groups.Tuple.tuple("Reef", Role.REVIEWER));
        assertThat(teams.named(ben, "reef").id()).isEqualTo(reef);
        assertThatThrownBy(() -> teams.add(bench.ada, reef, "ben@example.org", Role.MEMBER)).hasMessageContaining("Ben belongs to this team already");
        assertThatThrownBy(() -> teams.add(bench.ada, reef, "nobody@example.org", Role.MEMBER)).hasMessageContaining("Nobody here has the e-mail address");
        assertThatThrownBy(() -> teams.make(tea, "Another")).hasMessage("Only an administrator of the server may make teams; ask one");
        assertThatThrownBy(() -> teams.make(bench.ada, "REEF")).hasMessage("There is a team \"REEF\" already; choose another name");
        assertThatThrownBy(() -> teams.make(bench.ada, "a/b\u0007")).hasMessageContaining("no \"/\"");
    }

    /// The second finds the name free, because the first has not told it yet, and waits at the database.
    @Test void ofTwoWhoTakeANameAtOnceTheSecondIsToldSo() throws Exception {
        var accounts = Accounts.open(bench.storage, Clock.systemUTC(), teams::settleFirst);
        assertRefusedAfter("insert into team (id, name, created) values (gen_random_uuid(), 'Reef', now())", () -> teams.make(bench.ada, "reef"),
                "Somebody else has taken this name for a team at this moment; choose another one");
        assertRefusedAfter("insert into project (id, team, name, created) values (gen_random_uuid(), '%s', 'Corals', now())".formatted(first),
                () -> projects.make(tea, first, plan("Corals", Visibility.TEAM)), "Somebody else has taken this name for a project at this moment; choose another one");
        assertRefusedAfter("insert into person (id, name, email, password_hash, administrator, created) values (gen_random_uuid(), 'Eve', 'new@example.org', 'x', false, now())",
                () -> accounts.changeProfile(bench.ada, null, "Ada", "New@example.org", "sea birds dive deep"), "Somebody else has taken this e-mail address at this moment; choose another one");
    }

    private void assertRefusedAfter(String first, Callable<?> second, String sentence) throws Exception {
        try (var threads = Executors.newSingleThreadExecutor(); var connection = bench.storage.connections().getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute(first);
                var waiting = threads.submit(second);
                while (bench.<Long>one("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") == 0) {
                    assertThat(waiting.isDone()).as("it waits").isFalse();
                    Thread.onSpinWait();
                }
                connection.commit();
                assertThatThrownBy(waiting::get).cause().isInstanceOf(ProblemException.class).hasMessage(sentence);
                assertThatThrownBy(waiting::get).cause().satisfies(e -> assertThat(((ProblemException) e).kind()).isEqualTo(Problem.Kind.CONFLICT));
            }
        }
    }

    @Test void theLastAdministratorStays() {
        teams.change(tea, first, bench.ada.id(), Role.MEMBER);
        assertThatThrownBy(() -> teams.remove(tea, first, tea.id())).hasMessage("The last administrator of a team cannot leave; make somebody else an administrator first");
        assertThatThrownBy(() -> teams.change(tea, first, tea.id(), Role.VIEWER)).hasMessageContaining("cannot be given another role");
        teams.change(tea, first, ben.id(), Role.ADMINISTRATOR);
        teams.remove(tea, first, tea.id());
        assertThat(teams.list(tea)).isEmpty();
    }

    @Test void whoLeavesKeepsTheirNameOnWhatTheyMade() {
        var run = bench.run("one", State.SUCCEEDED);
        bench.execute("update run set person = '%s', launched_by = 'Ben' where id = '%s'".formatted(ben.id(), run.getKey()));
        teams.remove(ben, first, ben.id());

        assertThat(bench.policy.allows(ben, Action.SEE, bench.project)).isFalse();
        assertThat(one("select launched_by from run where id = '" + run.getKey() + "'")).isEqualTo("Ben");
        assertThat(one("select cast(project as text) from run where id = '" + run.getKey() + "'")).isEqualTo(bench.project.toString());
        assertThatThrownBy(() -> teams.people(ben, first)).hasMessage("There is no such team, or you do not belong to it");
    }

    @Test void aPrivateProjectIsForItsPeopleAndTheTeamsAdministrators() {
        var cleo = bench.person("Cleo", Role.MAINTAINER, first);
        var made = projects.make(ben, first, plan("Secret", Visibility.PRIVATE));
        assertThat(projects.people(ben, made.id())).containsExactly(ben.id());
        assertThat(bench.policy.allows(ben, Action.LAUNCH, made.id())).isTrue();
        assertThat(bench.policy.allows(tea, Action.ADMINISTER, made.id())).isTrue();
        assertThat(teams.projects(cleo)).extracting(Project::name).containsExactly("First project");
        assertThatThrownBy(() -> projects.find(cleo, made.id())).hasMessage("There is no such project, or it is not shared with you");

        projects.change(tea, made.id(), plan("Secret", Visibility.PRIVATE, ben, cleo));
        assertThat(bench.policy.allows(cleo, Action.ADMINISTER, made.id())).isTrue();
        assertThatThrownBy(() -> projects.change(tea, made.id(), plan("Secret", Visibility.PRIVATE, bench.person("Eve", Role.MEMBER, bench.team("Reef").getKey()))))
                .hasMessageContaining("a private project is for people of its team");
        teams.remove(tea, first, cleo.id());
        assertThat(projects.people(tea, made.id())).doesNotContain(cleo.id());
    }

    @Test void everybodysProjectIsReadAndNoMore() {
        var eve = bench.person("Eve", Role.ADMINISTRATOR, bench.team("Reef").getKey());
        projects.change(tea, bench.project, new Projects.Plan("Open", "For all", Visibility.EVERYBODY, List.of()));
        assertThat(teams.projects(eve)).extracting(Project::name).contains("Open");
        assertThat(bench.policy.allows(eve, Action.SEE, bench.project)).isTrue();
        assertThatThrownBy(() -> bench.policy.require(eve, Action.COMMENT, bench.project)).hasMessageContaining("Your role in this project, viewer, does not allow to comment");
        assertThat(bench.policy.allows(ben, Action.LAUNCH, bench.project)).isTrue();
    }

    @Test void anArchivedProjectIsKeptAsItIs() {
        var run = bench.run("one", State.RUNNING);
        bench.execute("insert into job (id, run, state, reason, priority, attempt, attempts_allowed, created, project, team, person, since) select gen_random_uuid(), '%s', 'RUNNING', '', 0, 1, 1, now(), '%s', '%s', '%s', now()"
                .formatted(run.getKey(), bench.project, first, bench.ada.id()));
        assertThatThrownBy(() -> projects.archive(tea, bench.project, true)).hasMessage("One run of this project still waits or runs; stop it first");
        bench.execute("update job set state = 'STOPPED'");
        assertThat(projects.archive(tea, bench.project, true).archived()).isTrue();
        assertThatThrownBy(() -> bench.policy.require(bench.ada, Action.LAUNCH, bench.project)).hasMessageContaining("This project is archived");
        assertThat(bench.policy.allows(ben, Action.SEE, bench.project)).isTrue();
        projects.archive(tea, bench.project, false);
        bench.policy.require(ben, Action.LAUNCH, bench.project);
    }

    @Test void aProjectGoesToATeamThatItsGiverGovernsToo() {
        var reef = bench.team("Reef").getKey();
        assertThatThrownBy(() -> projects.give(tea, bench.project, reef)).hasMessage("There is no such team, or you do not belong to it");
        teams.add(bench.ada, reef, tea.email(), Role.ADMINISTRATOR);
        assertThat(projects.give(tea, bench.project, reef).teamName()).isEqualTo("Reef");
        assertThat(bench.policy.allows(ben, Action.SEE, bench.project)).isFalse();
    }

    @Test void whatWasDoneIsReadByThoseWhoAnswerForIt() {
        teams.change(tea, first, ben.id(), Role.MAINTAINER);
        var reef = teams.make(bench.ada, "Reef").id();

        var all = audit.page(bench.ada, null, "", 0, 10);
        assertThat(all.entries()).extracting(AuditLog.Entry::what).containsExactly("team.made", "team.role-changed");
        assertThat(audit.page(tea, first, "ben role", 0, 10).entries()).extracting(AuditLog.Entry::who, AuditLog.Entry::name, AuditLog.Entry::before, AuditLog.Entry::after)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Tea", "Ben", "member", "maintainer"));
        assertThat(audit.page(tea, first, "nothing:* & | !'", 0, 10).entries()).isEmpty();
        var newest = audit.page(bench.ada, null, "", 0, 1);
        assertThat(audit.page(bench.ada, null, "", newest.next(), 1).entries()).extracting(AuditLog.Entry::what).containsExactly("team.role-changed");
        assertThatThrownBy(() -> audit.page(tea, null, "", 0, 10)).hasMessageContaining("Only an administrator of the server may read the whole audit log");
        assertThatThrownBy(() -> audit.page(ben, first, "", 0, 10)).hasMessageContaining("Your role in this team, maintainer");
        assertThatThrownBy(() -> audit.page(tea, reef, "", 0, 10)).hasMessage("There is no such team, or you do not belong to it");
    }

    @Test void anExperimentMovesWithAllThatBelongsToIt() {
        var target = projects.make(ben, first, plan("Target", Visibility.TEAM)).id();
        var run = bench.run("one", State.SUCCEEDED);
        bench.run("two", State.SUCCEEDED);
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 1, 'samples/1.png', 'images', 1, 1, 8, 8, 1, now())".formatted(run.getKey()));
        bench.execute("insert into run_tag values (%d, '%s', 'good')".formatted(run.getValue(), bench.project));
        bench.execute("insert into comment (id, project, kind, run, author, text, created) values (gen_random_uuid(), '%s', 'RUN', '%s', 'Ada', 'Fine', now())".formatted(bench.project, run.getKey()));
        bench.execute("insert into blind_test (id, project, name, run_a, step_a, seed, pairs, created, maker) values (gen_random_uuid(), '%s', 'Real?', '%s', 1, 1, 4, now(), 'Ada')".formatted(bench.project, run.getKey()));
        bench.execute("insert into share (id, project, kind, runs, token_hash, created, expires, person, maker) values (gen_random_uuid(), '%s', 'RUN', array[%d], 'x', now(), now() + interval '1 day', '%s', 'Ada')".formatted(bench.project, run.getValue(), ben.id()));
        bench.execute("insert into star select '%s', '%s', id, 0 from sheet".formatted(ben.id(), bench.project));
        var moves = new Moves(bench.storage, bench.policy, (_, id) -> { throw new IllegalStateException("no data set is moved here: " + id); });

        assertThatThrownBy(() -> moves.run(ben, run.getValue(), target)).hasMessageContaining("does not allow to delete or archive what others made");
        moves.run(tea, run.getValue(), target);

        assertThat(left("run")).isZero();
        assertThat(left("experiment")).isZero();
        assertThat(left("sheet")).isZero();
        assertThat(left("star")).isZero();
        assertThat(left("run_tag")).isZero();
        assertThat(left("run_word")).isZero();
        assertThat(left("comment")).isZero();
        assertThat(left("blind_test")).isZero();
        assertThat(one("select revoked_by from share")).isEqualTo("the move to another project");
        assertThat(one("select count(*)::text from run_value v join run r on r.number = v.run join run_key k on k.id = v.key where k.project <> r.project")).isEqualTo("0");
        assertThat(one("select count(*)::text from run_value")).isNotEqualTo("0");
        assertThat(audit.page(tea, first, "moved", 0, 5).entries()).extracting(AuditLog.Entry::before, AuditLog.Entry::after)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("First project", "Target"));
    }

    /// A table of a feature to come that says whose project's a run is must be thought of here and in move_experiment.
    @Test void everyTableThatNamesAProjectIsThoughtOfWhenRunsMove() {
        var tables = bench.storage.read(transaction -> transaction.session().createNativeQuery("""
                select c.table_name from information_schema.columns c join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
                where c.table_schema = 'public' and c.column_name = 'project' and t.table_type = 'BASE TABLE'""", String.class).getResultList());
        var moved = List.of("experiment", "run", "job", "sheet", "star", "picture_tag", "run_tag", "run_word", "run_key", "disk_use", "comment", "blind_test");
        var stays = List.of("share", "board", "data_set", "file", "project_person", "retention", "run_view");
        assertThat(tables).as("tables with a project").allMatch(table -> moved.contains(table) || stays.contains(table));
    }

    private long left(String table) { return Long.parseLong(one("select count(*)::text from " + table + " where project = '" + bench.project + "'")); }

    private String one(String sql) { return bench.storage.read(transaction -> transaction.session().createNativeQuery(sql, String.class).getSingleResult()); }
}
