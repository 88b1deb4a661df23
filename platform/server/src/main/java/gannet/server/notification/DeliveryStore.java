package gannet.server.notification;

import gannet.server.storage.SqlStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Deliveries in the database.
final class DeliveryStore extends SqlStore {
    DeliveryStore(StatelessSession session) { super(session); }

    /// One that is to be tried now.
    ///
    /// @param attempt the first is 1
    record Due(UUID id, UUID notification, UUID person, Channel channel, int attempt, Instant created) {}

    record Kept(UUID id, UUID notification, Channel channel, Delivery.State state, int attempts, String answer, Instant created, Instant next, @Nullable Instant ended) {}

    /// Takes some that are due, at most one of each person and channel, so that a webhook which hangs holds up its own alone.
    ///
    /// @param without people whose deliveries are on their way by this channel already
    /// @param until when others may take them again, should we end in the middle
    List<Due> take(Channel channel, Collection<UUID> without, Instant now, Instant until, int most) {
        return read("""
                with first as (
                    select distinct on (person) id, next from delivery
                    where channel = ? and state = 'DUE' and next <= ? and person <> all (?) order by person, next),
                picked as (
                    select d.id from delivery d join (select id from first order by next limit ?) f on f.id = d.id
                    where d.state = 'DUE' and d.next <= ? for update of d skip locked)
                update delivery d set attempts = d.attempts + 1, next = ? from picked where d.id = picked.id
                returning d.id, d.notification, d.person, d.channel, d.attempts, d.created""",
                row -> new Due(id(row, 1), id(row, 2), id(row, 3), Channel.valueOf(row.getString(4)), row.getInt(5), row.getTimestamp(6).toInstant()),
                channel, now, without, most, now, until);
    }

    void end(UUID id, Delivery.State state, String answer, Instant now) {
        change("update delivery set state = ?, answer = ?, ended = ? where id = ? and state = 'DUE'", state, answer, now, id);
    }

    void postpone(UUID id, String answer, Instant next) { change("update delivery set answer = ?, next = ? where id = ? and state = 'DUE'", answer, next, id); }

    /// The newest ones.
    List<Kept> of(UUID person, int most) {
        return read("""
                select id, notification, channel, state, attempts, answer, created, next, ended from delivery where person = ?
                order by created desc, id desc limit ?""",
                row -> new Kept(id(row, 1), id(row, 2), Channel.valueOf(row.getString(3)), Delivery.State.valueOf(row.getString(4)), row.getInt(5), row.getString(6),
                        row.getTimestamp(7).toInstant(), row.getTimestamp(8).toInstant(), maybeTime(row, 9)), person, most);
    }
}
