package gannet.server.queue;

import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Gives jobs to devices, many at once, each exactly once: whoever asks, a job that is no longer waiting is passed over, and a
/// device that somebody else has given away in the meantime makes the whole batch void.
final class ClaimStore {
    private final Storage storage;

    ClaimStore(Storage storage) { this.storage = storage; }

    /// @param label what people call its devices
    record Claim(UUID job, UUID server, List<String> devices, String label, boolean aged) {}

    /// @param startsSinceAged to be kept with them    @return tickets of those that are ours now
    List<Ticket> claim(List<Claim> claims, int startsSinceAged, Instant now) {
        return claims.isEmpty() ? List.of() : storage.inTransaction(transaction -> claim(transaction, claims, startsSinceAged, now));
    }

    /// The same as a part of a larger change.
    static List<Ticket> claim(Transaction transaction, List<Claim> claims, int startsSinceAged, Instant now) {
        if (claims.isEmpty()) {
            return List.of();
        }
        return transaction.session().doReturningWork(connection -> {
            var taken = take(connection, claims, now);
            if (taken.isEmpty()) {
                return List.of();
            }
            var ours = claims.stream().filter(claim -> taken.contains(claim.job())).toList();
            occupy(connection, ours, now);
            var jobs = ours.stream().map(Claim::job).toList();
            JobStore.record(connection, jobs, State.STARTING, now, "Gannet",
                    ours.stream().map(claim -> "Takes its turn on " + claim.label() + "." + (claim.aged() ? " It had waited longest beyond its patience." : "")).toList());
            JobStore.follow(connection, jobs);
            try (var statement = connection.prepareStatement("update queue_rules set starts_since_aged = ?")) {
                statement.setInt(1, startsSinceAged);
                statement.executeUpdate();
            }
            return Tickets.read(connection, "where j.id = any (?)", jobs);
        });
    }

    private static List<UUID> take(Connection connection, List<Claim> claims, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                with waiting as (select id from job where id = any (?) and state = 'QUEUED' order by id for update skip locked)
                update job j set state = 'STARTING', reason = '', attempt = j.attempt + 1, server = c.server, attended_by = c.server, aged = c.aged,
                    process = null, process_started = null, started = coalesce(j.started, ?)
                from unnest(?, ?, ?) as c (job, server, aged), waiting
                where waiting.id = c.job and j.id = c.job returning j.id""")) {
            var jobs = connection.createArrayOf("uuid", claims.stream().map(Claim::job).toArray());
            statement.setArray(1, jobs);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setArray(3, jobs);
            statement.setArray(4, connection.createArrayOf("uuid", claims.stream().map(Claim::server).toArray()));
            statement.setArray(5, connection.createArrayOf("bool", claims.stream().map(Claim::aged).toArray()));
            try (var rows = statement.executeQuery()) {
                var taken = new ArrayList<UUID>();
                while (rows.next()) {
                    taken.add(rows.getObject(1, UUID.class));
                }
                return taken;
            }
        }
    }

    private static void occupy(Connection connection, List<Claim> claims, Instant now) throws SQLException {
        var jobs = new ArrayList<UUID>();
        var servers = new ArrayList<UUID>();
        var devices = new ArrayList<String>();
        for (var claim : claims) {
            for (var device : claim.devices()) {
                jobs.add(claim.job());
                servers.add(claim.server());
                devices.add(device);
            }
        }
        Ledger.open(connection, jobs.toArray(UUID[]::new), servers.toArray(UUID[]::new), devices.toArray(String[]::new), now);
    }
}
