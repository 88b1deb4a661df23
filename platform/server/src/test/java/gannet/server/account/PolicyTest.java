package gannet.server.account;

import static gannet.server.account.Policy.Action.COMMENT;
import static gannet.server.account.Policy.Action.CURATE;
import static gannet.server.account.Policy.Action.IMPORT;
import static gannet.server.account.Policy.Action.LAUNCH;
import static gannet.server.account.Policy.Action.SEE;
import static gannet.server.account.Policy.Action.SHARE;
import static gannet.server.account.Policy.Action.STEER;
import static gannet.server.account.Policy.Action.TAG;
import static gannet.server.account.Policy.Action.VOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.Standing;
import gannet.server.storage.Ids;
import gannet.server.storage.TestDatabase;
import gannet.server.team.Teams;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PolicyTest {
    static TestDatabase database;
    static Policy policy;
    static Teams teams;
    static Person ada;
    static UUID project;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        var clock = new ManualClock();
        policy = new Policy(database.storage());
        teams = new Teams(database.storage(), clock);
        var accounts = Accounts.open(database.storage(), clock, teams::settleFirst);
        ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep").person();
        project = teams.projects(ada).getFirst().id();
    }

    @AfterAll
    static void close() { database.close(); }

    static Set<Action> allowed(boolean administrator, @Nullable Role role) {
        var allowed = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values()).filter(action -> Policy.permits(new Standing(administrator, role, false), action)).forEach(allowed::add);
        return allowed;
    }

    static Person person(String name, @Nullable Role role) {
        var person = new Person(Ids.next(), name, name + "@example.org", false);
        database.storage().change(transaction -> {
            var session = transaction.session();
            var row = new PersonRow();
            row.id = person.id();
            row.name = person.name();
            row.email = person.email();
            row.passwordHash = "";
            row.created = new ManualClock().instant();
            session.insert(row);
            if (role != null) {
                session.createNativeMutationQuery("insert into membership select team, :person, :role, now() from project where id = :project")
                        .setParameter("person", person.id()).setParameter("role", role.name()).setParameter("project", project).executeUpdate();
            }
        });
        return person;
    }

    @Test
    void eachRoleMayDoWhatItIsFor() {
        assertThat(allowed(false, null)).isEmpty();
        var reviewer = EnumSet.of(SEE, COMMENT, VOTE, TAG);
        var member = EnumSet.of(SEE, COMMENT, VOTE, TAG, LAUNCH, STEER, IMPORT, CURATE, SHARE);
        assertThat(allowed(false, Role.VIEWER)).containsOnly(SEE);
        assertThat(allowed(false, Role.REVIEWER)).isEqualTo(reviewer);
        assertThat(allowed(false, Role.MEMBER)).isEqualTo(member);
        assertThat(allowed(false, Role.MAINTAINER)).containsOnly(Action.values());
        assertThat(allowed(false, Role.ADMINISTRATOR)).containsOnly(Action.values());
        assertThat(allowed(true, null)).containsOnly(Action.values());
    }

    @Test
    void aStrangerLearnsNothingAboutAProject() {
        var eve = person("eve", null);
        assertThat(policy.allows(eve, SEE, project)).isFalse();
        assertThat(teams.projects(eve)).isEmpty();
        var existing = refusal(eve, LAUNCH, project);
        assertThat(existing.kind()).isEqualTo(Problem.Kind.ABSENT);
        assertThat(existing.problems()).isEqualTo(refusal(ada, SEE, Ids.next()).problems());
    }

    @Test
    void aViewerIsToldWhatTheirRoleForbids() {
        var vera = person("vera", Role.VIEWER);
        assertThat(policy.allows(vera, SEE, project)).isTrue();
        assertThat(refusal(vera, LAUNCH, project)).hasMessageContaining("Your role in this project, viewer, does not allow to launch runs")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtOnce() {
        var max = person("max", Role.MEMBER);
        policy.require(max, LAUNCH, project);
        database.storage().change(transaction -> transaction.session()
                .createNativeMutationQuery("delete from membership where person = :person").setParameter("person", max.id()).executeUpdate());
        assertThat(policy.allows(max, SEE, project)).isFalse();
    }

    static ProblemException refusal(Person who, Action action, UUID project) {
        try {
            policy.require(who, action, project);
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("allowed");
    }
}
