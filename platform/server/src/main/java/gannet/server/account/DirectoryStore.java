package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;

/// People with what an administrator wants to know of them.
final class DirectoryStore extends SqlStore {
    DirectoryStore(StatelessSession session) { super(session); }

    List<People.Account> list(String search, int most) {
        var like = "%" + search.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return read("""
                select p.id, p.name, p.email, p.administrator, p.created, p.last_seen, p.deactivated, p.password_hash <> '',
                    array(select t.name from membership m join team t on t.id = m.team where m.person = p.id order by lower(t.name)),
                    exists (select 1 from identity i where i.person = p.id), p.email_vouched
                from person p where lower(p.name) like ? or lower(p.email) like ?
                order by p.deactivated is not null, lower(p.name), p.id limit ?""",
                row -> new People.Account(id(row, 1), row.getString(2), row.getString(3), row.getBoolean(11), row.getBoolean(4), Objects.requireNonNull(maybeTime(row, 5)), maybeTime(row, 6),
                        maybeTime(row, 7), row.getBoolean(8), row.getBoolean(10), Arrays.asList((String[]) row.getArray(9).getArray())), like, like, most);
    }
}
