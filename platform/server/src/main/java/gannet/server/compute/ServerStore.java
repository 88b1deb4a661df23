package gannet.server.compute;

import gannet.server.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Servers in the database, judged by its clock alone.
final class ServerStore {
    /// Whoever has said nothing for so long is silent.
    static final String ALIVE = "(not s.gone and s.seen > clock_timestamp() - interval '5 s')";

    /// Those that went long ago are no longer shown.
    static final String SHOWN = "(s.seen > clock_timestamp() - interval '1 day')";

    private final Storage storage;

    ServerStore(Storage storage) { this.storage = storage; }

    void register(UUID id, String name, long memory) {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("""
                insert into server (id, name, memory) values (:id, :name, :memory)
                on conflict (id) do update set name = excluded.name, memory = excluded.memory, started = now(), seen = now(), gone = false""")
                .setParameter("id", id).setParameter("name", name).setParameter("memory", memory).executeUpdate());
    }

    void announce(UUID id, String name, String address) {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("update server set name = :name, address = :address where id = :id")
                .setParameter("id", id).setParameter("name", name).setParameter("address", address).executeUpdate());
    }

    void beat(UUID id) {
        storage.lifeline().ask(connection -> {
            try (var statement = connection.prepareStatement("update server set seen = clock_timestamp(), gone = false where id = ?")) {
                statement.setObject(1, id);
                return statement.executeUpdate();
            }
        });
    }

    void leave(UUID id) {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("update server set seen = clock_timestamp(), gone = true where id = :id")
                .setParameter("id", id).executeUpdate());
    }

    List<Server> list() {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var sql = "select s.id, s.name, s.address, s.memory, s.started, s.seen, " + ALIVE + " from server s where " + SHOWN + " order by s.name, s.id";
            try (var statement = connection.prepareStatement(sql); var rows = statement.executeQuery()) {
                var servers = new ArrayList<Server>();
                while (rows.next()) {
                    servers.add(new Server(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3), rows.getLong(4),
                            rows.getTimestamp(5).toInstant(), rows.getTimestamp(6).toInstant(), rows.getBoolean(7)));
                }
                return List.copyOf(servers);
            }
        }));
    }

    List<UUID> silent() {
        return storage.read(transaction -> transaction.session().createNativeQuery("select s.id from server s where not " + ALIVE, UUID.class).getResultList());
    }
}
