package gannet.server.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The numbers under which a chart line's figures stand in the database.
record LineKeys(int last, int lowest, int highest) {
    /// Makes those that are not there yet. In one order, so that two who do so at once wait for each other and no longer.
    static Map<String, LineKeys> of(Connection connection, UUID project, Collection<String> lines) throws SQLException {
        var names = connection.createArrayOf("text", lines.stream().sorted().toArray());
        try (var statement = connection.prepareStatement("""
                insert into run_key (project, kind, name) select ?, kind, name from unnest(?) name, unnest(array['HIGHEST', 'LAST', 'LOWEST']) kind
                order by name, kind on conflict do nothing""")) {
            statement.setObject(1, project);
            statement.setArray(2, names);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                select name, max(id) filter (where kind = 'LAST'), max(id) filter (where kind = 'LOWEST'), max(id) filter (where kind = 'HIGHEST')
                from run_key where project = ? and kind <> 'SETTING' and name = any(?) group by name""")) {
            statement.setObject(1, project);
            statement.setArray(2, names);
            try (var rows = statement.executeQuery()) {
                var keys = new HashMap<String, LineKeys>();
                while (rows.next()) {
                    keys.put(rows.getString(1), new LineKeys(rows.getInt(2), rows.getInt(3), rows.getInt(4)));
                }
                return keys;
            }
        }
    }
}
