package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.OpenIdSettings.Grant;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who somebody is here whom the provider names: known by their subject, linked by an address that the provider has
/// verified and that somebody here vouches for, or new, if one of their groups gives them a team.
record OpenIdPeople(Storage storage, Clock clock, OpenIdSettings settings, Sessions sessions, Chronicle chronicle) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdPeople.class);

    Accounts.SignedIn enter(JsonObject claims, Origin origin) {
        return storage.inTransaction(transaction -> {
            var subject = claims.getString("sub");
            var known = transaction.store(IdentityStore::new).person(settings.issuer(), subject);
            var person = known.map(id -> active(People.find(transaction, id))).orElseGet(() -> link(transaction, subject, claims));
            enterGroups(transaction, person, claims);
            return new Accounts.SignedIn(person, sessions.begin(transaction, person, origin));
        });
    }

    private static Person active(PersonStore.Kept kept) {
        Accounts.requireActive(kept);
        return kept.person();
    }

    private Person link(Transaction transaction, String subject, JsonObject claims) {
        var email = claims.getValue("email") instanceof String address ? address.strip() : "";
        if (!"true".equals(String.valueOf(claims.getValue("email_verified"))) || !Profile.emailProblems(email).isEmpty()) {
            throw refused(settings.name() + " has not verified that " + (email.isEmpty() ? "you have an e-mail address" : "\"" + email + "\" is your address")
                    + ", so no account here can be linked to it; have it verified there, or sign in with a password");
        }
        var store = transaction.store(PersonStore::new);
        var person = store.byEmail(email).map(kept -> vouched(kept, email)).orElseGet(() -> make(store, email, claims));
        transaction.store(IdentityStore::new).link(settings.issuer(), subject, person.id(), clock.instant());
        chronicle.note(transaction, person, Deed.LINKED_TO_PROVIDER, person.id(), settings.issuer() + " " + email);
        return person;
    }

    /// Whoever typed another's address into their own account must not get what the provider gives that other.
    private Person vouched(PersonStore.Kept kept, String email) {
        var person = active(kept);
        if (!kept.vouched()) {
            throw refused("Nobody has vouched that \"" + email + "\" is the address of the account here that has it, so " + settings.name()
                    + " does not open that account; if it is yours, sign in with its password, or ask an administrator to vouch for the address under Accounts");
        }
        return person;
    }

    private Person make(PersonStore store, String email, JsonObject claims) {
        var groups = groups(claims);
        if (settings.grants().stream().noneMatch(grant -> groups.contains(grant.group()))) {
            throw refused("There is no account here for \"" + email + "\", and none of your groups at " + settings.name() + " gives you one; ask an administrator for an invitation");
        }
        var profile = new Profile(claims.getValue("name") instanceof String name ? name : "", email);
        var person = new Person(Ids.next(), profile.problems().isEmpty() ? profile.name() : email.substring(0, Math.min(email.length(), Profile.LONGEST_NAME)), email, false);
        if (!store.add(person, true, "", clock.instant())) {
            throw profile.taken();
        }
        return person;
    }

    /// The highest role of all groups that lead to a team; a team that only a group gave goes with the group.
    private void enterGroups(Transaction transaction, Person person, JsonObject claims) {
        var groups = groups(claims);
        var store = transaction.store(MembershipStore::new);
        var entered = new HashSet<UUID>();
        var grants = settings.grants().stream().filter(grant -> groups.contains(grant.group())).collect(Collectors.toMap(Grant::team, Grant::role, (a, b) -> a.compareTo(b) > 0 ? a : b));
        grants.forEach((name, role) -> {
            var teams = store.named(name);
            if (teams.size() != 1) {
                LOG.warn("oidc-groups leads to the team \"{}\", of which there are {}; nobody joins it by a group", name, teams.size());
                return;
            }
            var team = teams.getFirst().id();
            entered.add(team);
            if (!store.role(team, person.id()).equals(java.util.Optional.of(role))) {
                store.join(team, person.id(), role, clock.instant());
                chronicle.note(transaction, person, Deed.GROUPS_CHANGED, team, "as " + role + " by a group");
            }
            store.noteGroup(team, person.id());
        });
        store.byGroups(person.id()).stream().filter(team -> !entered.contains(team)).forEach(team -> {
            store.leaveGroup(team, person.id());
            chronicle.note(transaction, person, Deed.GROUPS_CHANGED, team, "left, since no group leads there any more");
        });
    }

    private Set<String> groups(JsonObject claims) {
        return switch (claims.getValue(settings.groupsClaim())) {
            case JsonArray several -> several.stream().map(String::valueOf).collect(Collectors.toSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }

    private static ProblemException refused(String sentence) { return new ProblemException(Problem.Kind.SIGN_IN, "", sentence); }
}
