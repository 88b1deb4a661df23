package gannet.server.account;

import static gannet.server.account.House.HERE;
import static gannet.server.account.House.PASSWORD;
import static gannet.server.account.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PeopleTest {
    final House house = new House();
    final Accounts accounts = house.accounts;
    final People people = accounts.people();
    final Person ada = house.ada.person();

    @Test void whoeverIsDeactivatedIsOutAtOnceAndKeepsTheirName() {
        var max = house.joined("Max", Role.ADMINISTRATOR);
        var token = accounts.tokens().make(max.person(), "loader", "READ", 30).secret();
        var invitation = accounts.invitations().invite(max.person(), house.team, "MEMBER", "Eve", "").token();
        assertThat(accounts.tokens().admit(token, "GET", "/projects")).isEqualTo(max.person());

        people.deactivate(ada, max.person().id());

        assertThat(accounts.personOf(max.token())).isEmpty();
        assertThat(refusal(() -> accounts.tokens().admit(token, "GET", "/projects"))).hasMessageContaining("it was revoked");
        assertThat(refusal(() -> accounts.invitations().look(invitation))).as("or they could come in by it").hasMessageContaining("withdrawn");
        assertThat(refusal(() -> accounts.signIn("max@example.org", PASSWORD, HERE))).hasMessage("This account is deactivated; an administrator of the server can reactivate it");
        assertThat(refusal(() -> accounts.signIn("max@example.org", "a wrong guess", HERE))).as("nothing is told to those who guess").hasMessageContaining("do not fit together");
        assertThat(people.list(ada, "max")).extracting(People.Account::name, one -> one.deactivated() != null, People.Account::teams).containsExactly(tuple("Max", true, List.of("First team")));
        assertThat(refusal(() -> people.deactivate(ada, max.person().id()))).hasMessage("Max is deactivated already");
    }

    @Test void whoeverIsReactivatedSignsInAsBefore() {
        var max = house.joined("Max", Role.MEMBER);
        people.deactivate(ada, max.person().id());
        people.reactivate(ada, max.person().id());

        assertThat(accounts.personOf(max.token())).as("the old session stays dead").isEmpty();
        var again = accounts.signIn("max@example.org", PASSWORD, HERE);
        assertThat(accounts.personOf(again.token())).contains(max.person());
        assertThat(house.roleOf(max.person())).isEqualTo(Role.MEMBER);
    }

    @Test void theLastAdministratorStays() {
        assertThat(refusal(() -> people.deactivate(ada, ada.id()))).hasMessageContaining("nobody might be left who runs the server");
        assertThat(refusal(() -> people.appoint(ada, ada.id(), false))).hasMessageContaining("nobody might be left who runs the server");
        var max = house.joined("Max", Role.MEMBER).person();
        people.appoint(ada, max.id(), true);
        people.appoint(max, ada.id(), false);
        assertThat(refusal(() -> people.deactivate(ada, max.id()))).as("who was dismissed a moment ago").hasMessageContaining("Only administrators of the server");
    }

    @Test void ofTwoWhoDeactivateEachOtherOneStays() {
        var max = house.joined("Max", Role.MEMBER).person();
        people.appoint(ada, max.id(), true);
        var refused = Collections.synchronizedList(new ArrayList<Problem.Kind>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> tell(refused, () -> people.deactivate(ada, max.id())));
            threads.submit(() -> tell(refused, () -> people.deactivate(max, ada.id())));
        }
        assertThat(refused).containsExactly(Problem.Kind.FORBIDDEN);
    }

    private static void tell(List<Problem.Kind> refused, Runnable work) {
        try {
            work.run();
        } catch (gannet.parameters.ProblemException e) {
            refused.add(e.kind());
        }
    }

    @Test void othersSeeAndDoNothing() {
        var leader = house.joined("Leader", Role.ADMINISTRATOR).person();
        for (Runnable work : List.<Runnable>of(() -> people.list(leader, ""), () -> people.deactivate(leader, ada.id()), () -> people.reactivate(leader, ada.id()),
                () -> people.appoint(leader, leader.id(), true), () -> accounts.resets().issue(leader, ada.id()))) {
            assertThat(refusal(work).kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        }
    }

    @Test void searchesAndSaysWhenSomebodyWasLastSeen() {
        var max = house.joined("Max", Role.MEMBER);
        house.clock.advance(Duration.ofHours(2));
        accounts.personOf(max.token());
        assertThat(people.list(ada, "MAX@").getFirst().lastSeen()).isEqualTo(house.clock.instant());
        assertThat(people.list(ada, "%")).as("a sign like any other").isEmpty();
        assertThat(people.list(ada, "")).hasSize(2);
    }

    @Test void aLostPasswordIsReplacedByALink() {
        var max = house.joined("Max", Role.MEMBER);
        var first = accounts.resets().issue(ada, max.person().id()).token();
        var token = accounts.resets().issue(ada, max.person().id()).token();
        assertThat(refusal(() -> accounts.resets().look(first))).as("a second link ends the first").hasMessageContaining("withdrawn");
        assertThat(accounts.resets().look(token)).isEqualTo("Max");
        assertThat(refusal(() -> accounts.resets().reset(token, "short", HERE))).hasMessageContaining("at least 10 characters");

        var again = accounts.resets().reset(token, "a new way to the sea", HERE);

        assertThat(accounts.personOf(max.token())).as("sessions from before").isEmpty();
        assertThat(accounts.personOf(again.token())).contains(max.person());
        assertThat(refusal(() -> accounts.signIn("max@example.org", PASSWORD, HERE)).kind()).isEqualTo(Problem.Kind.SIGN_IN);
        assertThat(accounts.signIn("max@example.org", "a new way to the sea", HERE).person()).isEqualTo(max.person());
        assertThat(refusal(() -> accounts.resets().reset(token, "another way to the sea", HERE))).hasMessageStartingWith("This link was used");
    }

    @Test void aLinkForAPasswordLastsADay() {
        var max = house.joined("Max", Role.MEMBER).person();
        var token = accounts.resets().issue(ada, max.id()).token();
        house.clock.advance(Resets.VALID);
        assertThat(refusal(() -> accounts.resets().reset(token, "a new way to the sea", HERE))).hasMessageStartingWith("This link ended on 23 November 2026");
        people.deactivate(ada, max.id());
        assertThat(refusal(() -> accounts.resets().issue(ada, max.id()))).hasMessageContaining("Max is deactivated");
    }
}
