package gannet.server.notification;

import gannet.parameters.Settings;
import gannet.server.storage.SqlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// What people want to be told.
final class WishStore extends SqlStore {
    static final Kept DEFAULTS = new Kept(Settings.defaults(Wishes.class), "");

    WishStore(StatelessSession session) { super(session); }

    /// @param secret with which messages to their webhook are signed; empty until they wish for something
    record Kept(Wishes wishes, String secret) {}

    Kept of(UUID person) { return of(List.of(person)).getOrDefault(person, DEFAULTS); }

    /// Everybody's, whether they have said something or not.
    Map<UUID, Kept> of(Collection<UUID> people) {
        var wishes = new HashMap<UUID, Kept>();
        people.forEach(person -> wishes.put(person, DEFAULTS));
        read("""
                select person, wait_minutes, page_ends, mail, mail_ends, webhook, webhook_ends, webhook_secret from wish where person = any (?)""",
                row -> wishes.put(id(row, 1), kept(row)), people);
        return wishes;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(new Wishes(row.getInt(2), Ends.valueOf(row.getString(3)), row.getBoolean(4), Ends.valueOf(row.getString(5)),
                row.getString(6), Ends.valueOf(row.getString(7))), row.getString(8));
    }

    /// What waits already is measured anew.
    void write(UUID person, Kept kept, Instant now) {
        var wishes = kept.wishes();
        change("""
                insert into wish (person, wait_minutes, page_ends, mail, mail_ends, webhook, webhook_ends, webhook_secret, changed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (person) do update set wait_minutes = excluded.wait_minutes, page_ends = excluded.page_ends, mail = excluded.mail,
                    mail_ends = excluded.mail_ends, webhook = excluded.webhook, webhook_ends = excluded.webhook_ends,
                    webhook_secret = excluded.webhook_secret, changed = excluded.changed""",
                person, wishes.waitMinutes(), wishes.pageEnds(), wishes.mail(), wishes.mailEnds(), wishes.webhook(), wishes.webhookEnds(), kept.secret(), now);
        change("update waiting set due = case when ? = 0 then 'infinity' else since + make_interval(mins => ?) end where person = ?",
                wishes.waitMinutes(), wishes.waitMinutes(), person);
    }
}
