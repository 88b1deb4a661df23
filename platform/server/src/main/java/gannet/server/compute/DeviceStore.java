package gannet.server.compute;

import gannet.server.compute.Device.Key;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Devices of all servers in the database.
final class DeviceStore {
    private final Storage storage;

    DeviceStore(Storage storage) { this.storage = storage; }

    /// What this server has now; what it no longer has stays listed, with its past.
    void write(UUID server, List<Slot> slots) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var gone = connection.prepareStatement("update device set present = false where server = ? and present and not id = any(?)")) {
                gone.setObject(1, server);
                gone.setArray(2, connection.createArrayOf("text", slots.stream().map(Slot::id).toArray()));
                gone.executeUpdate();
            }
            write(connection, server, slots);
        }));
    }

    private static void write(Connection connection, UUID server, List<Slot> slots) throws SQLException {
        try (var there = connection.prepareStatement("""
                insert into device (server, id, place, hardware, handle, label, memory, threads) values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (server, id) do update set place = excluded.place, hardware = excluded.hardware, handle = excluded.handle,
                    label = excluded.label, memory = excluded.memory, threads = excluded.threads, present = true""")) {
            for (int place = 0; place < slots.size(); place++) {
                var slot = slots.get(place);
                there.setObject(1, server);
                there.setString(2, slot.id());
                there.setInt(3, place);
                there.setString(4, slot.gpu() ? "GPU" : "CPU");
                there.setString(5, slot.handle());
                there.setString(6, slot.label());
                there.setLong(7, slot.memory());
                there.setInt(8, slot.threads());
                there.addBatch();
            }
            there.executeBatch();
        }
    }

    /// @param runs the number of the run that trains on each; one that is gone is listed for as long as it trains
    List<Device> list(Map<Key, Long> runs) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var sql = """
                    select d.server, s.name, d.id, d.hardware, d.label, d.threads, d.memory, s.memory, d.drained, d.drained_by, d.drained_reason,
                        d.present and %s, d.present and %s
                    from device d join server s on s.id = d.server order by s.name, s.id, d.hardware desc, d.place, d.id
                    """.formatted(ServerStore.ALIVE, ServerStore.SHOWN);
            try (var statement = connection.prepareStatement(sql); var rows = statement.executeQuery()) {
                var devices = new ArrayList<Device>();
                while (rows.next()) {
                    long run = runs.getOrDefault(new Key(rows.getObject(1, UUID.class), rows.getString(3)), 0L);
                    if (run != 0 || rows.getBoolean(13)) {
                        devices.add(device(rows, run));
                    }
                }
                return devices;
            }
        }));
    }

    /// Those of these runs that the person may see.
    Set<Long> visible(UUID person, List<Long> runs) {
        return runs.isEmpty() ? Set.of() : storage.read(transaction -> Set.copyOf(transaction.session()
                .createNativeQuery("select r.number from run r join standing s on s.project = r.project where s.person = :person and r.number in (:runs)", Long.class)
                .setParameter("person", person).setParameterList("runs", runs).getResultList()));
    }

    private static Device device(ResultSet row, long run) throws SQLException {
        var why = row.getString(10).isEmpty() ? "" : "Drained by " + row.getString(10) + (row.getString(11).isEmpty() ? "." : ": " + row.getString(11));
        return new Device(
                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4).equals("GPU") ? "cuda:0" : "cpu", row.getString(5),
                row.getInt(6), row.getLong(7), row.getLong(8), row.getBoolean(9), why, row.getBoolean(12), run);
    }

    /// @return whether there is such a device
    boolean drain(Transaction transaction, Key device, String by, String reason) {
        return transaction.session().createNativeMutationQuery("""
                update device set drained = true, drained_by = :by, drained_reason = :reason, drained_since = now()
                where server = :server and id = :id""")
                .setParameter("by", by).setParameter("reason", reason).setParameter("server", device.server()).setParameter("id", device.id()).executeUpdate() > 0;
    }

    /// @return whether there is such a device
    boolean enable(Transaction transaction, Key device) {
        return transaction.session().createNativeMutationQuery("""
                update device set drained = false, drained_by = '', drained_reason = '', drained_since = null
                where server = :server and id = :id""")
                .setParameter("server", device.server()).setParameter("id", device.id()).executeUpdate() > 0;
    }
}
