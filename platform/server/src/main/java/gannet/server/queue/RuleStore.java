package gannet.server.queue;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.parameters.Schema;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.audit.Doer;
import gannet.server.queue.Rulebook.Hold;
import gannet.server.queue.Rulebook.Limited;
import gannet.server.queue.Rulebook.Limits;
import gannet.server.queue.Rulebook.Share;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rules, shares and limits in the database.
final class RuleStore {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};

    private final Storage storage;

    RuleStore(Storage storage) { this.storage = storage; }

    QueueRules rules() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select rules from queue_rules"); var rows = statement.executeQuery()) {
                rows.next();
                // what a later version does not know any more, or has bounded, is passed over
                var values = Json.read("rules", rows.getString(1), VALUES);
                var schema = Schema.of(QueueRules.class);
                values.keySet().removeIf(name -> !schema.check(Map.of(name, values.get(name))).problems().isEmpty());
                return Rulebook.bound(values);
            }
        });
    }

    void write(Doer who, Map<String, Object> rules) {
        var deed = new Deed("queue.rules-changed", "queue", "", "Rules of the queue", null).changed(rules(), Json.text(rules));
        change(who, deed, connection -> {
            try (var statement = connection.prepareStatement("update queue_rules set rules = cast(? as jsonb)")) {
                statement.setString(1, Json.text(rules));
                return statement.executeUpdate();
            }
        });
    }

    /// Who holds it stands on the first line, and why on the second.
    Hold held() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select held from queue_rules"); var rows = statement.executeQuery()) {
                rows.next();
                var lines = rows.getString(1).split("\n", 2);
                return new Hold(lines[0], lines.length == 1 ? "" : lines[1]);
            }
        });
    }

    void hold(Doer who, Hold hold) {
        change(who, new Deed(hold.isOn() ? "queue.held" : "queue.released", "queue", "", "Starts", null).changed("", hold.reason()), connection -> {
            try (var statement = connection.prepareStatement("update queue_rules set held = ?")) {
                statement.setString(1, hold.reason().isEmpty() ? hold.by() : hold.by().replace('\n', ' ') + "\n" + hold.reason());
                return statement.executeUpdate();
            }
        });
    }

    List<Limited> people() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("""
                    select p.id, p.name, p.email, l.most_running, l.most_queued
                    from person p left join person_limit l on l.person = p.id order by lower(p.name), p.email"""); var rows = statement.executeQuery()) {
                var people = new ArrayList<Limited>();
                while (rows.next()) {
                    people.add(new Limited(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3),
                            rows.getObject(4, Integer.class), rows.getObject(5, Integer.class)));
                }
                return people;
            }
        });
    }

    List<Share> shares() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("""
                    select t.id, t.name, coalesce(s.weight, 1), s.most_running, s.most_queued
                    from team t left join team_share s on s.team = t.id order by t.name, t.id"""); var rows = statement.executeQuery()) {
                var shares = new ArrayList<Share>();
                while (rows.next()) {
                    shares.add(new Share(rows.getObject(1, UUID.class), rows.getString(2), rows.getDouble(3),
                            rows.getObject(4, Integer.class), rows.getObject(5, Integer.class)));
                }
                return shares;
            }
        });
    }

    /// @return whether there is such a team
    boolean writeShare(Doer who, UUID team, double weight, Limits limits) {
        return change(who, new Deed("team.share-changed", "team", team, "", team).changed("", limits), connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into team_share (team, weight, most_running, most_queued) select id, ?, ?, ? from team where id = ?
                    on conflict (team) do update set weight = excluded.weight, most_running = excluded.most_running, most_queued = excluded.most_queued""")) {
                statement.setDouble(1, weight);
                limits(statement, 2, limits);
                statement.setObject(4, team);
                return statement.executeUpdate();
            }
        }) > 0;
    }

    /// @return whether there is such a person
    boolean writeLimit(Doer who, UUID person, Limits limits) {
        return change(who, new Deed("person.limit-changed", "person", person, "", null).changed("", limits), connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into person_limit (person, most_running, most_queued) select id, ?, ? from person where id = ?
                    on conflict (person) do update set most_running = excluded.most_running, most_queued = excluded.most_queued""")) {
                limits(statement, 1, limits);
                statement.setObject(3, person);
                return statement.executeUpdate();
            }
        }) > 0;
    }

    private static void limits(PreparedStatement statement, int from, Limits limits) throws SQLException {
        number(statement, from, limits.mostRunning());
        number(statement, from + 1, limits.mostQueued());
    }

    private static void number(PreparedStatement statement, int place, @Nullable Integer value) throws SQLException {
        statement.setObject(place, value, Types.INTEGER);
    }

    private <T> T read(JobStore.Work<T> work) { return storage.read(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection))); }

    private int change(Doer who, Deed deed, JobStore.Work<Integer> work) {
        return storage.inTransaction(transaction -> {
            int changed = transaction.session().doReturningWork((Connection connection) -> work.on(connection));
            if (changed > 0) {
                Audit.note(transaction, who, deed);
            }
            return changed;
        });
    }
}
