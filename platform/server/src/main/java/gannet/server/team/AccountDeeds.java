package gannet.server.team;

import gannet.server.account.Chronicle;
import gannet.server.account.Deed;
import gannet.server.account.Person;
import gannet.server.audit.Audit;
import gannet.server.storage.Transaction;
import java.util.Locale;
import java.util.UUID;

/// Writes into the audit log what happens to accounts; of a team, where its administrators read it as well.
public final class AccountDeeds implements Chronicle {
    @Override
    public void note(Transaction transaction, Person who, Deed deed, UUID about, String words) {
        var what = "account." + deed.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var told = switch (deed) {
            case INVITED, INVITATION_WITHDRAWN, JOINED, GROUPS_CHANGED -> new gannet.server.audit.Deed(what, "team", about,
                    transaction.store(TeamStore_::new).team(about).map(team -> team.name).orElse(""), about);
            case TOKEN_MADE, TOKEN_REVOKED -> new gannet.server.audit.Deed(what, "token", about, "", null);
            case RESET_LINK_MADE, PASSWORD_RESET, PASSWORD_CHANGED, PROFILE_CHANGED, ADDRESS_VOUCHED, DEACTIVATED, REACTIVATED, APPOINTED, DISMISSED, LINKED_TO_PROVIDER ->
                    new gannet.server.audit.Deed(what, "person", about, transaction.store(RosterStore::new).person(about).map(Person::name).orElse(""), null);
        };
        Audit.note(transaction, who, told.changed("", words));
    }
}
