package gannet.server.account;

import static gannet.server.account.House.HERE;
import static gannet.server.account.House.PASSWORD;
import static gannet.server.account.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InvitationsTest {
    final House house = new House();
    final Invitations invitations = house.accounts.invitations();

    @Test void whoeverIsInvitedJoinsTheTeamWithTheRole() {
        var token = house.invite("vera@example.org", Role.VIEWER).token();
        assertThat(invitations.look(token)).extracting(Invitations.Invitation::teamName, Invitations.Invitation::createdBy).containsExactly("First team", "Ada");

        var vera = invitations.join(token, "Vera", "", PASSWORD, HERE);

        assertThat(house.accounts.personOf(vera.token())).contains(vera.person());
        assertThat(vera.person().email()).isEqualTo("vera@example.org");
        assertThat(house.roleOf(vera.person())).isEqualTo(Role.VIEWER);
        assertThat(house.teams.projects(vera.person())).hasSize(1);
        assertThat(invitations.list(house.ada.person())).isEmpty();
        assertThat(house.deeds).containsExactly(Deed.INVITED, Deed.JOINED);
    }

    @Test void aLinkThatWasUsedSaysSo() {
        var token = house.invite("", "Vera", Role.MEMBER).token();
        invitations.join(token, "Vera", "vera@example.org", PASSWORD, HERE);

        var again = refusal(() -> invitations.join(token, "Eve", "eve@example.org", PASSWORD, HERE));
        assertThat(again).hasMessage("This link was used on 22 November 2026 at 12:00 UTC, and works once. If that was you, sign in; if not, tell an administrator");
        assertThat(again.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
    }

    @Test void aLinkThatIsOverSaysSo() {
        var token = house.invite("vera@example.org", Role.MEMBER).token();
        house.clock.advance(Invitations.VALID);

        assertThat(refusal(() -> invitations.look(token))).hasMessage("This link ended on 29 November 2026 at 12:00 UTC; ask whoever sent it for another");
        assertThat(refusal(() -> invitations.join(token, "Vera", "", PASSWORD, HERE))).hasMessageContaining("This link ended on");
        assertThat(invitations.list(house.ada.person())).isEmpty();
    }

    @Test void aLinkThatWasWithdrawnSaysSo() {
        var issued = house.invite("vera@example.org", Role.MEMBER);
        invitations.withdraw(house.ada.person(), issued.invitation().id());

        assertThat(refusal(() -> invitations.join(issued.token(), "Vera", "", PASSWORD, HERE))).hasMessageStartingWith("This link was withdrawn on 22 November 2026");
        assertThat(refusal(() -> invitations.withdraw(house.ada.person(), issued.invitation().id()))).hasMessageContaining("used or withdrawn before");
    }

    @Test void aLinkThatWasTamperedWithSaysSo() {
        var token = house.invite("vera@example.org", Role.MEMBER).token();
        for (var tampered : List.of(token.substring(1), token + "A", token.toLowerCase(java.util.Locale.ROOT), "", "' or 1=1 --", "\u0000")) {
            assertThat(refusal(() -> invitations.join(tampered, "Vera", "", PASSWORD, HERE))).as(tampered).hasMessageContaining("part of the address is missing or changed");
        }
        var reset = house.accounts.resets().issue(house.ada.person(), house.joined("Max", Role.MEMBER).person().id()).token();
        assertThat(refusal(() -> invitations.look(reset))).as("a reset is no invitation").hasMessageContaining("part of the address is missing or changed");
    }

    @Test void ofTwoWhoComeAtOnceOneIsToldThatItWasUsed() {
        var token = house.invite("", "somebody", Role.MEMBER).token();
        List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var name : List.of("max", "eve")) {
                threads.submit(() -> {
                    try {
                        outcomes.add(invitations.join(token, name, name + "@example.org", PASSWORD, HERE));
                    } catch (ProblemException e) {
                        outcomes.add(e);
                    }
                });
            }
        }
        assertThat(outcomes).hasSize(2).hasAtLeastOneElementOfType(ProblemException.class).hasAtLeastOneElementOfType(Accounts.SignedIn.class);
    }

    @Test void anAddressInUseIsSaidAndTheLinkStaysGood() {
        var token = house.invite("", "Eve", Role.MEMBER).token();
        var taken = refusal(() -> invitations.join(token, "Eve", "ADA@example.org", PASSWORD, HERE));
        assertThat(taken).hasMessage("There is an account with the address \"ADA@example.org\" already; sign in with it, or take another address");
        assertThat(taken.problems().getFirst().where()).isEqualTo("email");

        assertThat(invitations.join(token, "Eve", "eve@example.org", PASSWORD, HERE).person().name()).isEqualTo("Eve");
    }

    @Test void anInvitationForOneAddressIsForNoOther() {
        var token = house.invite("vera@example.org", Role.MEMBER).token();
        assertThat(refusal(() -> invitations.join(token, "Eve", "eve@example.org", PASSWORD, HERE))).hasMessageContaining("is for vera@example.org, and not for \"eve@example.org\"");
        var max = house.joined("Max", Role.MEMBER).person();
        assertThat(refusal(() -> invitations.accept(max, token))).hasMessage("This invitation is for vera@example.org, and you are signed in as max@example.org");
    }

    @Test void whoeverHasAnAccountEntersWithIt() {
        var max = house.joined("Max", Role.MEMBER).person();
        var token = house.invite("", "Max", Role.MAINTAINER).token();
        assertThat(refusal(() -> invitations.accept(max, token))).hasMessage("You belong to First team already, as member; its administrators give another role");
        house.database.storage().change(transaction -> transaction.session().createNativeMutationQuery("delete from membership where person = :max").setParameter("max", max.id()).executeUpdate());

        invitations.accept(max, token);

        assertThat(house.roleOf(max)).isEqualTo(Role.MAINTAINER);
        assertThat(refusal(() -> invitations.accept(max, token))).hasMessageStartingWith("This link was used");
    }

    @Test void onlyAdministratorsInviteAndSeeInvitations() {
        var issued = house.invite("vera@example.org", Role.MEMBER);
        for (var role : List.of(Role.VIEWER, Role.MEMBER, Role.MAINTAINER)) {
            var other = house.joined(role.name(), role).person();
            assertThat(invitations.teams(other)).isEmpty();
            assertThat(invitations.list(other)).isEmpty();
            var refused = refusal(() -> invitations.invite(other, house.team, "MEMBER", "Eve", ""));
            assertThat(refused.kind()).isEqualTo(Problem.Kind.ABSENT);
            assertThat(refused.problems()).as("like a team that is not there").isEqualTo(refusal(() -> invitations.invite(other, Ids.next(), "MEMBER", "Eve", "")).problems());
            assertThat(refusal(() -> invitations.withdraw(other, issued.invitation().id())).kind()).isEqualTo(Problem.Kind.ABSENT);
        }
        var leader = house.joined("Leader", Role.ADMINISTRATOR).person();
        assertThat(invitations.list(leader)).extracting(Invitations.Invitation::email).containsExactly("vera@example.org");
        assertThat(invitations.invite(leader, house.team, "viewer", "Max", "").invitation().role()).isEqualTo(Role.VIEWER);
    }

    @Test void allThatIsWrongIsSaidAtOnceAndNothingHiddenIsTaken() {
        assertThat(refusal(() -> invitations.invite(house.ada.person(), house.team, "KING", "Ve\u0007ra", "vera")).problems()).extracting(Problem::where).containsExactly("name", "email", "role");
        assertThat(refusal(() -> invitations.invite(house.ada.person(), house.team, "MEMBER", " ", ""))).hasMessageContaining("Say for whom the invitation is");
        var token = house.invite("", "Vera", Role.MEMBER).token();
        assertThat(refusal(() -> invitations.join(token, "Vera\u202Enaidab", "vera@example.org", PASSWORD, HERE)))
                .hasMessage("The name holds the control character U+202E, which nobody sees; leave it out");
        assertThat(refusal(() -> invitations.join(token, "\n", "v\u0000era@example.org", "short", HERE)).problems()).extracting(Problem::where).containsExactly("name", "email", "password");
        assertThat(invitations.join(token, "<b onclick=alert(1)>Vera</b>", "vera@example.org", PASSWORD, HERE).person().name()).as("markup is text").isEqualTo("<b onclick=alert(1)>Vera</b>");
    }

    @Test void theDatabaseHoldsNoLink() {
        var token = house.invite("vera@example.org", Role.MEMBER).token();
        house.clock.advance(Duration.ofMinutes(1));
        var rows = house.database.storage().read(transaction -> transaction.store(session -> session.createNativeQuery("select row_to_json(l)::text from account_link l", String.class).getResultList()));
        assertThat(rows).hasSize(1).noneMatch(row -> row.contains(token));
    }
}
