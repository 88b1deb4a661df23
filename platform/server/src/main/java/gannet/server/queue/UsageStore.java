package gannet.server.queue;

import gannet.server.queue.Usage.Hour;
import gannet.server.queue.Usage.Span;
import gannet.server.storage.Storage;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Hours and occupancies in the database.
final class UsageStore {
    private final Storage storage;

    UsageStore(Storage storage) { this.storage = storage; }

    List<Hour> hours(Instant since) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select team, hour, seconds from use_hour where hour >= ? order by hour, team")) {
                statement.setTimestamp(1, Timestamp.from(since));
                try (var rows = statement.executeQuery()) {
                    var hours = new ArrayList<Hour>();
                    while (rows.next()) {
                        hours.add(new Hour(rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant(), rows.getDouble(3)));
                    }
                    return hours;
                }
            }
        }));
    }

    List<Span> spans(Instant since, int most) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select * from (select job, server, device, started, coalesce(ended, now()), ended is null from occupancy
                    where ended is null or ended >= ? order by started desc limit ?) as newest (job, server, device, started, ended, open) order by started""")) {
                statement.setTimestamp(1, Timestamp.from(since));
                statement.setInt(2, most);
                try (var rows = statement.executeQuery()) {
                    var spans = new ArrayList<Span>();
                    while (rows.next()) {
                        spans.add(new Span(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getString(3),
                                rows.getTimestamp(4).toInstant(), rows.getTimestamp(5).toInstant(), rows.getBoolean(6)));
                    }
                    return spans;
                }
            }
        }));
    }
}
