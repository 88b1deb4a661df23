package gannet.server.account;

import static gannet.server.account.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiTokensTest {
    final House house = new House();
    final ApiTokens tokens = house.accounts.tokens();
    final Person ada = house.ada.person();

    @Test void aTokenActsAsItsPersonUntilItIsRevoked() {
        var made = tokens.make(ada, " nightly <script> ", "launch", 30);
        assertThat(made.secret()).startsWith("gannet_").hasSize(50);
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(tokens.admit(made.secret(), "GET", "/runs/1")).isEqualTo(ada);
        assertThat(tokens.list(ada)).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("nightly <script>");
            assertThat(token.scope()).isEqualTo(Scope.LAUNCH);
            assertThat(token.lastUsed()).isEqualTo(house.clock.instant());
        });
        var max = house.joined("Max", Role.MEMBER).person();
        assertThat(tokens.list(max)).isEmpty();
        assertThat(refusal(() -> tokens.revoke(max, made.token().id())).kind()).isEqualTo(Problem.Kind.ABSENT);

        tokens.revoke(ada, made.token().id());

        var dead = refusal(() -> tokens.admit(made.secret(), "GET", "/runs/1"));
        assertThat(dead.kind()).isEqualTo(Problem.Kind.SIGN_IN);
        assertThat(dead).hasMessage(refusal(() -> tokens.admit(made.secret() + "x", "GET", "/runs/1")).getMessage()).hasMessageContaining("was not copied as a whole");
    }

    @Test void aTokenEndsAndSaysWhen() {
        var made = tokens.make(ada, "nightly", "EVERYTHING", 1);
        house.clock.advance(Duration.ofDays(1));
        assertThat(refusal(() -> tokens.admit(made.secret(), "GET", "/runs/1"))).hasMessage("The API token \"nightly\" ended on 23 November 2026 at 12:00 UTC; make another on the account page");
    }

    @Test void eachScopeAllowsWhatItSays() {
        for (var look : new String[] {"/projects", "/runs/7", "/people", "/runs/7/events"}) {
            assertThat(Scope.READ.admits("GET", look)).isTrue();
            assertThat(Scope.READ.admits("POST", look)).isFalse();
        }
        for (var launch : new String[] {"/projects/0197a3b2/experiments", "/projects/0197a3b2/datasets", "/projects/0197a3b2/files", "/runs/7/stop", "/jobs/3/cancel", "/variants/dcgan/check"}) {
            assertThat(Scope.LAUNCH.admits("POST", launch)).as(launch).isTrue();
            assertThat(Scope.READ.admits("POST", launch)).as(launch).isFalse();
        }
        for (var more : new String[] {"/people/0197/deactivate", "/queue/hold", "/invitations", "/projects/x/retention/delete", "/projects/x/experiments/more", "/runs/7/stop/", "/x/projects/y/files"}) {
            assertThat(Scope.LAUNCH.admits("POST", more)).as(more).isFalse();
            assertThat(Scope.EVERYTHING.admits("POST", more)).as(more).isTrue();
        }
        for (var scope : Scope.values()) {
            assertThat(scope.admits("GET", "/account/tokens")).isFalse();
            assertThat(scope.admits("POST", "/account/tokens")).isFalse();
            assertThat(scope.admits("PUT", "/account")).isFalse();
        }
    }

    @Test void whatAScopeForbidsIsSaid() {
        var secret = tokens.make(ada, "reader", "READ", 7).secret();
        var refused = refusal(() -> tokens.admit(secret, "POST", "/runs/7/stop"));
        assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refused).hasMessage("The API token \"reader\" has the scope READ, with which a program may look at everything that its person may see, and not POST /runs/7/stop");
    }

    @Test void allThatIsWrongIsSaidAtOnce() {
        assertThat(refusal(() -> tokens.make(ada, "a\tb", "ALL", 0)).problems()).extracting(Problem::where).containsExactly("name", "scope", "days");
        assertThat(refusal(() -> tokens.make(ada, " ", "READ", 367)).problems()).extracting(Problem::where).containsExactly("name", "days");
    }

    @Test void theDatabaseHoldsNoToken() {
        var secret = tokens.make(ada, "nightly", "READ", 1).secret();
        var rows = house.database.storage().read(transaction -> transaction.store(session -> session.createNativeQuery("select row_to_json(t)::text from api_token t", String.class).getResultList()));
        assertThat(rows).hasSize(1).noneMatch(row -> row.contains(secret.substring(7)));
    }
}
