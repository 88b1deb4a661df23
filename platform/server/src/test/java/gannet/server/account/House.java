package gannet.server.account;

import gannet.parameters.ProblemException;
import gannet.server.storage.TestDatabase;
import gannet.server.storage.Transaction;
import gannet.server.team.Teams;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;

/// A new server's accounts, with Ada, who runs it. All tests share a database, which each finds empty.
final class House {
    static final String PASSWORD = "sea birds dive deep";
    static final Origin HERE = new Origin("10.0.0.1", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    final ManualClock clock = new ManualClock();
    final TestDatabase database = emptied();
    final Teams teams = new Teams(database.storage(), clock);
    final List<Deed> deeds = new ArrayList<>();
    final Accounts accounts = Accounts.open(database.storage(), clock, teams::settleFirst, this::note);
    final Accounts.SignedIn ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", PASSWORD, HERE);
    final UUID team = teams.projects(ada.person()).getFirst().teamId();

    private static TestDatabase emptied() {
        DATABASE.storage().change(transaction -> transaction.session().createNativeMutationQuery("truncate person, team, invitation cascade").executeUpdate());
        return DATABASE;
    }

    private void note(Transaction transaction, Person who, Deed deed, UUID about, String words) { deeds.add(deed); }

    Invitations.Issued invite(String email, Role role) { return accounts.invitations().invite(ada.person(), team, role.name(), "", email); }

    Accounts.SignedIn joined(String name, Role role) {
        return accounts.invitations().join(invite("", name, role).token(), name, name.toLowerCase(java.util.Locale.ROOT) + "@example.org", PASSWORD, HERE);
    }

    Invitations.Issued invite(String email, String name, Role role) { return accounts.invitations().invite(ada.person(), team, role.name(), name, email); }

    Role roleOf(Person person) { return database.storage().read(transaction -> transaction.store(MembershipStore::new).role(team, person.id())).orElseThrow(); }

    /// What is said when this is refused.
    static ProblemException refusal(Runnable work) {
        var thrown = Assertions.catchThrowable(work::run);
        Assertions.assertThat(thrown).isInstanceOf(ProblemException.class);
        return (ProblemException) thrown;
    }
}
