package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.SqlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Rows of links that are used once.
final class LinkStore extends SqlStore {
    private static final String SELECTED = """
            select l.id, l.kind, l.name, l.email, l.person, l.team, t.name, l.role, l.created, coalesce(c.name, ''), l.expires, l.used, l.withdrawn
            from account_link l left join team t on t.id = l.team left join person c on c.id = l.created_by
            """;

    LinkStore(StatelessSession session) { super(session); }

    enum Kind { INVITATION, RESET }

    /// @param team and role of an invitation    @param person whose password a reset is about
    record Link(UUID id, Kind kind, String name, String email, @Nullable UUID person, @Nullable UUID team, @Nullable String teamName, @Nullable Role role,
            Instant created, String createdBy, Instant expires, @Nullable Instant used, @Nullable Instant withdrawn) {}

    void add(Link link, byte[] hash, UUID creator) {
        change("""
                insert into account_link (id, token_hash, kind, name, email, person, team, role, created, created_by, expires)
                values (?, ?, ?, ?, ?, cast(? as uuid), cast(? as uuid), ?, ?, ?, ?)""",
                link.id(), hash, link.kind(), link.name(), link.email(), Optional.ofNullable(link.person()), Optional.ofNullable(link.team()),
                Optional.ofNullable(link.role()), link.created(), creator, link.expires());
    }

    /// The link that somebody came with.
    ///
    /// @throws ProblemException that says why it is no good any more
    Link admit(String token, Kind kind, Instant now) {
        var link = read(SELECTED + "where l.token_hash = ? and l.kind = ?", LinkStore::link, Tokens.hash(token), kind).stream().findFirst()
                .orElseThrow(() -> refused("Gannet gave out no such link: part of the address is missing or changed. Copy the whole of it, or ask for another"));
        var used = link.used();
        var withdrawn = link.withdrawn();
        if (used != null) {
            throw refused("This link was used on " + Moment.words(used) + ", and works once. If that was you, sign in; if not, tell an administrator");
        }
        if (withdrawn != null) {
            throw refused("This link was withdrawn on " + Moment.words(withdrawn) + "; ask whoever sent it for another");
        }
        if (!link.expires().isAfter(now)) {
            throw refused("This link ended on " + Moment.words(link.expires()) + "; ask whoever sent it for another");
        }
        return link;
    }

    /// Of two who come at once, the second waits here for the first, and is then told that it was used.
    Link use(String token, Kind kind, Instant now) {
        if (change("update account_link set used = ? where token_hash = ? and kind = ? and used is null and withdrawn is null and expires > ?",
                now, Tokens.hash(token), kind, now) == 1) {
            return read(SELECTED + "where l.token_hash = ?", LinkStore::link, Tokens.hash(token)).getFirst();
        }
        return admit(token, kind, now);
    }

    /// Invitations that can still be used, those that end first at the top.
    List<Link> openInvitations(Instant now) {
        return read(SELECTED + "where l.kind = 'INVITATION' and l.used is null and l.withdrawn is null and l.expires > ? order by l.expires, l.id", LinkStore::link, now);
    }

    Optional<Link> invitation(UUID id) { return read(SELECTED + "where l.kind = 'INVITATION' and l.id = ?", LinkStore::link, id).stream().findFirst(); }

    int withdraw(UUID id, Instant now) { return change("update account_link set withdrawn = ? where id = ? and used is null and withdrawn is null", now, id); }

    void withdrawResetsOf(UUID person, Instant now) {
        change("update account_link set withdrawn = ? where person = ? and used is null and withdrawn is null", now, person);
    }

    /// Those that somebody gave out who is not trusted any more.
    void withdrawThoseBy(UUID creator, Instant now) {
        change("update account_link set withdrawn = ? where created_by = ? and used is null and withdrawn is null", now, creator);
    }

    private static Link link(ResultSet row) throws SQLException {
        var role = row.getString(8);
        return new Link(id(row, 1), Kind.valueOf(row.getString(2)), row.getString(3), row.getString(4), row.getObject(5, UUID.class), row.getObject(6, UUID.class),
                row.getString(7), role == null ? null : Role.valueOf(role), time(row, 9), row.getString(10), time(row, 11), maybeTime(row, 12), maybeTime(row, 13));
    }

    private static ProblemException refused(String sentence) { return new ProblemException(Problem.Kind.FORBIDDEN, "token", sentence); }
}
