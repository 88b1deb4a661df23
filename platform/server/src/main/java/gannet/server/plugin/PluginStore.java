package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.server.storage.Storage;
import java.time.Instant;
import java.util.Optional;

/// Facts of installed plugins in the database.
final class PluginStore {
    private final Storage storage;

    PluginStore(Storage storage) { this.storage = storage; }

    /// Writes it down, once. What an imported run said of a bundle that was not here gives way to the bundle.
    void add(BundleInspection plugin, long bytes, Instant now) {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("""
                insert into plugin (sha256, id, version, bytes, installed) values (:sha256, :id, :version, :bytes, :installed)
                on conflict (sha256) do update set id = excluded.id, version = excluded.version, bytes = excluded.bytes
                where plugin.bytes <> excluded.bytes""")
                .setParameter("sha256", plugin.sha256()).setParameter("id", plugin.id()).setParameter("version", plugin.version())
                .setParameter("bytes", bytes).setParameter("installed", now).executeUpdate());
    }

    Optional<PluginRow> find(String sha256) {
        return storage.read(transaction -> Optional.ofNullable(transaction.session().get(PluginRow.class, sha256)));
    }
}
