package gannet.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.TestDatabase;
import gannet.server.team.Project;
import gannet.server.team.Teams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    static final String PASSWORD = "sea birds dive deep";

    final ManualClock clock = new ManualClock();
    TestDatabase database;
    Teams teams;
    Accounts accounts;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        teams = new Teams(database.storage(), clock);
        accounts = Accounts.open(database.storage(), clock, teams::settleFirst);
    }

    @AfterEach
    void close() { database.close(); }

    Accounts.SignedIn createAda() {
        return accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", PASSWORD);
    }

    @Test
    void theFirstAdministratorGetsATeamAndAProject() {
        var ada = createAda();

        assertThat(ada.person().administrator()).isTrue();
        assertThat(accounts.personOf(ada.token())).contains(ada.person());
        assertThat(teams.projects(ada.person())).extracting(Project::name, Project::teamName).containsExactly(
                tuple("First project", "First team"));
    }

    @Test
    void theLinkWorksOnce() {
        var token = accounts.firstToken().orElseThrow();
        createAda();

        assertThat(accounts.firstToken()).isEmpty();
        assertThat(accounts.admitsFirst(token)).isFalse();
        assertThatThrownBy(() -> accounts.createAdministrator(token, "Eve", "eve@example.org", PASSWORD))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN))
                .hasMessageContaining("This link has been used");
    }

    @Test
    void aNewStartMakesANewLinkUntilOneIsUsed() {
        var first = accounts.firstToken().orElseThrow();
        var restarted = Accounts.open(database.storage(), clock, teams::settleFirst);

        assertThat(restarted.admitsFirst(first)).isFalse();
        assertThat(restarted.firstToken()).isPresent();
        restarted.createAdministrator(restarted.firstToken().orElseThrow(), "Ada", "ada@example.org", PASSWORD);
        assertThat(Accounts.open(database.storage(), clock, teams::settleFirst).firstToken()).isEmpty();
    }

    @Test
    void ofTwoWhoUseTheLinkAtOnceOneIsRefused() throws InterruptedException {
        var token = accounts.firstToken().orElseThrow();
        List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var name : List.of("ada", "eve")) {
                threads.submit(() -> {
                    try {
                        outcomes.add(accounts.createAdministrator(token, name, name + "@example.org", PASSWORD));
                    } catch (ProblemException e) {
                        outcomes.add(e);
                    }
                });
            }
        }
        assertThat(outcomes).hasSize(2).hasAtLeastOneElementOfType(ProblemException.class).hasAtLeastOneElementOfType(Accounts.SignedIn.class);
    }

    @Test
    void tellsAllThatIsWrongWithANewAccountAtOnce() {
        assertThatThrownBy(() -> accounts.createAdministrator(accounts.firstToken().orElseThrow(), " ", "ada", "short"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problems()).extracting(Problem::where)
                        .containsExactly("name", "email", "password"))
                .hasMessageContaining("The password must have at least 10 characters, not 5")
                .hasMessageContaining("The e-mail address must look like name@example.org, not \"ada\"");
    }

    @Test
    void signsInWhateverTheCaseOfTheAddress() {
        createAda();
        assertThat(accounts.signIn(" ADA@example.org ", PASSWORD, new Origin("10.0.0.1", "")).person().name()).isEqualTo("Ada");
    }

    @Test
    void answersAnUnknownNameLikeAWrongPassword() {
        createAda();
        var wrong = problem("ada@example.org", "not the password", "10.0.0.1");
        var unknown = problem("eve@example.org", "not the password", "10.0.0.1");

        assertThat(unknown.problems()).isEqualTo(wrong.problems());
        assertThat(wrong.kind()).isEqualTo(Problem.Kind.SIGN_IN);
    }

    @Test
    void guessingGetsSlowerAndOthersAreNotKeptOut() {
        createAda();
        for (var i = 0; i < 4; i++) {
            problem("ada@example.org", "guess " + i, "10.0.0.1");
        }
        assertThat(problem("ada@example.org", PASSWORD, "10.0.0.1").getMessage())
                .isEqualTo("Too many attempts to sign in; try again in 1 second");
        assertThat(accounts.signIn("ada@example.org", PASSWORD, new Origin("10.0.0.2", "")).person().name()).isEqualTo("Ada");

        clock.advance(Duration.ofSeconds(1));
        problem("ada@example.org", "guess 5", "10.0.0.1");
        assertThat(problem("ada@example.org", PASSWORD, "10.0.0.1").getMessage()).endsWith("try again in 2 seconds");
        clock.advance(Duration.ofSeconds(2));
        assertThat(accounts.signIn("ada@example.org", PASSWORD, new Origin("10.0.0.1", "")).person().name()).isEqualTo("Ada");
    }

    @Test
    void signingOutEndsTheSession() {
        var ada = createAda();
        accounts.signOut(ada.token());
        assertThat(accounts.personOf(ada.token())).isEmpty();
    }

    @Test
    void aSessionLastsThirtyDaysFromItsLastUse() {
        var ada = createAda();
        clock.advance(Duration.ofDays(29));
        assertThat(accounts.personOf(ada.token())).isPresent();
        clock.advance(Duration.ofDays(29));
        assertThat(accounts.personOf(ada.token())).isPresent();
        clock.advance(Duration.ofDays(31));
        assertThat(accounts.personOf(ada.token())).isEmpty();
    }

    @Test
    void theDatabaseHoldsNoTokenAndNoPassword() {
        var ada = createAda();
        var rows = database.storage().read(transaction -> transaction.store(session -> session.createNativeQuery(
                "select row_to_json(s)::text from session s union all select row_to_json(p)::text from person p", String.class).getResultList()));
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains(ada.token())).noneMatch(row -> row.contains(PASSWORD));
        assertThat(rows).anyMatch(row -> row.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void nobodyHasAnEmptyOrUnknownToken() {
        assertThat(accounts.personOf(null)).isEmpty();
        assertThat(accounts.personOf("")).isEmpty();
        assertThat(accounts.personOf("made up")).isEmpty();
    }

    ProblemException problem(String email, String password, String address) {
        try {
            accounts.signIn(email, password, new Origin(address, ""));
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("signed in");
    }
}
