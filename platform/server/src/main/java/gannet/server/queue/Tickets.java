package gannet.server.queue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads tickets.
final class Tickets {
    private static final String TICKET = """
            select j.id, j.run, r.number, j.project, j.state, j.reason, j.attempt, j.attempts_allowed, j.server, j.attended_by,
                   array(select o.device from occupancy o where o.job = j.id and o.ended is null order by o.device),
                   (select min(o.started) from occupancy o where o.job = j.id and o.ended is null),
                   j.time_limit, j.used_seconds, j.process, j.process_started
            from job j join run r on r.id = j.run
            """;

    private Tickets() {}

    /// @param where with one question mark at most    @param value for it
    static List<Ticket> read(Connection connection, String where, @Nullable Object value) throws SQLException {
        try (var statement = connection.prepareStatement(TICKET + where)) {
            if (value instanceof List<?> ids) {
                statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            } else if (value != null) {
                statement.setObject(1, value);
            }
            try (var rows = statement.executeQuery()) {
                var tickets = new ArrayList<Ticket>();
                while (rows.next()) {
                    tickets.add(ticket(rows));
                }
                return tickets;
            }
        }
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3), row.getObject(4, UUID.class), State.valueOf(row.getString(5)),
                row.getString(6), row.getInt(7), row.getInt(8), row.getObject(9, UUID.class), row.getObject(10, UUID.class),
                List.of((String[]) row.getArray(11).getArray()), instant(row, 12), row.getInt(13), row.getDouble(14),
                row.getObject(15, Long.class), instant(row, 16));
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
