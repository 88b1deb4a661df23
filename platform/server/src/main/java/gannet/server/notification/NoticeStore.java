package gannet.server.notification;

import gannet.run.Exit.Fault;
import gannet.server.account.Person;
import gannet.server.storage.Ids;
import gannet.server.storage.SqlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Notifications, and the deliveries that are due with them.
final class NoticeStore extends SqlStore {
    private static final String SELECTED = """
            select n.id, n.person, n.kind, n.job, n.time, n.reason, n.fault, n.finished, n.failed, n.stopped, n.read,
                coalesce(r.number, m.number, 0), coalesce(r.name, m.name, d.name), coalesce(r.project, c.project), c.id, c.author, c.text, c.data_set
            from notification n left join job j on j.id = n.job left join run r on r.id = j.run
            left join comment c on c.id = n.comment left join run m on m.id = c.run left join data_set d on d.id = c.data_set
            """;

    NoticeStore(StatelessSession session) { super(session); }

    /// A comment in which somebody was called.
    ///
    /// @param text empty if it has been deleted since    @param dataSet that it is on, null if it is on a run
    record Called(UUID comment, String author, String text, @Nullable UUID dataSet) {}

    /// A notification as it is kept, with the run it is about, or the data set.
    ///
    /// @param called for MENTION
    record Kept(UUID id, Notice notice, @Nullable Instant read, long run, String runName, UUID project, @Nullable Called called) {}

    /// Writes down what people want to be told, and how.
    ///
    /// @param alone whose run was the only one to end    @return those whose page shows something new
    Set<UUID> add(List<Notice> notices, Function<Notice, Wishes> wishes, Predicate<Notice> alone, Instant now) {
        var told = new HashSet<UUID>();
        for (var notice : notices) {
            var wish = wishes.apply(notice);
            boolean shown = wish.inPage(notice.kind(), alone.test(notice));
            var channels = List.of(Channel.values()).stream().filter(channel -> wish.by(channel, notice.kind(), alone.test(notice))).toList();
            if (!shown && channels.isEmpty()) {
                continue;
            }
            var id = Ids.next();
            var ended = notice.ended();
            int added = change("""
                    insert into notification (id, person, kind, change, job, time, reason, fault, finished, failed, stopped, shown)
                    values (?, ?, ?, cast(? as bigint), ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    id, notice.person(), notice.kind(), Optional.ofNullable(notice.change()).map(String::valueOf), Objects.requireNonNull(notice.job()), notice.time(), notice.reason(),
                    notice.fault(), ended.finished(), ended.failed(), ended.stopped(), shown);
            if (added > 0) {
                channels.forEach(channel -> deliver(id, notice.person(), channel, now));
            }
            if (added > 0 && shown) {
                told.add(notice.person());
            }
        }
        return told;
    }

    /// Tells somebody that they were called in a comment, once.
    ///
    /// @return whether their page shows something new
    boolean addMention(UUID person, UUID comment, Wishes wishes, Instant now) {
        var id = Ids.next();
        int added = change("""
                insert into notification (id, person, kind, time, reason, fault, finished, failed, stopped, shown, comment)
                values (?, ?, 'MENTION', ?, '', 'NONE', 0, 0, 0, true, ?) on conflict do nothing""", id, person, now, comment);
        if (added > 0) {
            List.of(Channel.values()).stream().filter(channel -> wishes.by(channel, Kind.MENTION, false)).forEach(channel -> deliver(id, person, channel, now));
        }
        return added > 0;
    }

    private void deliver(UUID notification, UUID person, Channel channel, Instant now) {
        change("""
                insert into delivery (id, notification, person, channel, state, attempts, next, answer, created)
                values (?, ?, ?, ?, 'DUE', 0, ?, '', ?)""", Ids.next(), notification, person, channel, now, now);
    }

    /// The newest ones of the page.
    List<Kept> shown(UUID person, int most) {
        return read(SELECTED + "where n.person = ? and n.shown order by n.time desc, n.id desc limit ?", NoticeStore::kept, person, most);
    }

    Optional<Kept> find(UUID id) { return read(SELECTED + "where n.id = ?", NoticeStore::kept, id).stream().findFirst(); }

    long unread(UUID person) {
        return read("select count(*) from notification where person = ? and shown and read is null", row -> row.getLong(1), person).getFirst();
    }

    int markRead(UUID person, List<UUID> ids, Instant now) {
        return change("update notification set read = ? where person = ? and id = any (?) and read is null", now, person, ids);
    }

    int markRead(UUID person, Instant until, Instant now) {
        return change("update notification set read = ? where person = ? and shown and time <= ? and read is null", now, person, until);
    }

    /// Whom a notification is for.
    Person person(UUID id) {
        return read("select id, name, email, administrator from person where id = ?",
                row -> new Person(id(row, 1), row.getString(2), row.getString(3), row.getBoolean(4)), id).getFirst();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var notice = new Notice(id(row, 2), Kind.valueOf(row.getString(3)), null, row.getObject(4, UUID.class), row.getTimestamp(5).toInstant(), row.getString(6),
                Fault.valueOf(row.getString(7)), new Round(row.getInt(8), row.getInt(9), row.getInt(10)));
        return new Kept(id(row, 1), notice, maybeTime(row, 11), row.getLong(12), row.getString(13), id(row, 14),
                row.getObject(15, UUID.class) == null ? null : new Called(id(row, 15), row.getString(16), row.getString(17), row.getObject(18, UUID.class)));
    }
}
