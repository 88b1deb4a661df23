package gannet.server.plugin;

import gannet.host.VariantDescription;
import gannet.server.plugin.PluginStore.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the plugins of all versions bring, read from the database at one moment; no code of theirs is needed for it.
final class Catalogue {
    private static final char VERSION = '@';
    private static final int SHORT_HASH = 12;

    /// A variant of one version.
    record Offer(String plugin, String version, String sha256, boolean inUse, PluginState state, VariantDescription description, VariantCard card) {}

    private final SortedMap<String, Offer> inUse = new TreeMap<>();
    private final List<Offer> all = new ArrayList<>();
    private final Map<String, Kept> rows = new HashMap<>();

    /// @param rows the newest of each plugin first
    Catalogue(List<Kept> rows) {
        for (var row : rows) {
            this.rows.put(row.sha256(), row);
            for (var description : row.cards()) {
                boolean launched = row.inUse() && row.state() == PluginState.INSTALLED && !inUse.containsKey(description.id());
                var address = launched ? description.id() : description.id() + VERSION + word(row, rows);
                var card = VariantCard.of(description, address, new VariantCard.Plugin(row.id(), row.version(), row.sha256()));
                var offer = new Offer(row.id(), row.version(), row.sha256(), launched, row.state(), description, card);
                all.add(offer);
                if (launched) {
                    inUse.put(description.id(), offer);
                }
            }
        }
    }

    /// Its version; where that is another file's too, the beginning of its hash.
    private static String word(Kept row, List<Kept> rows) {
        boolean alone = rows.stream().noneMatch(other -> !other.sha256().equals(row.sha256()) && other.id().equals(row.id()) && other.version().equals(row.version()));
        return alone ? row.version() : row.sha256().substring(0, SHORT_HASH);
    }

    SortedMap<String, Offer> inUse() { return inUse; }

    Optional<Kept> row(String sha256) { return Optional.ofNullable(rows.get(sha256)); }

    /// @param address "dcgan", or "dcgan@1.0.0" for that version of what is installed, enabled or not
    Optional<Offer> find(String address) {
        int at = address.indexOf(VERSION);
        if (at < 0) {
            return Optional.ofNullable(inUse.get(address));
        }
        var id = address.substring(0, at);
        var wanted = address.substring(at + 1);
        var versions = all.stream().filter(offer -> offer.description().id().equals(id) && offer.state() == PluginState.INSTALLED).toList();
        return versions.stream().filter(offer -> offer.version().equals(wanted)).findFirst()
                .or(() -> versions.stream().filter(offer -> wanted.length() >= SHORT_HASH && offer.sha256().startsWith(wanted)).findFirst());
    }

    /// A variant of the very file, whatever has become of it.
    Optional<Offer> of(String sha256, String variant) {
        return all.stream().filter(offer -> offer.sha256().equals(sha256) && offer.description().id().equals(variant)).findFirst();
    }

    /// The version in use, else the newest that there ever was: for reading what runs made.
    Optional<Offer> known(String variant) {
        return Optional.ofNullable(inUse.get(variant)).or(() -> all.stream()
                .filter(offer -> offer.description().id().equals(variant) && (offer.state() == PluginState.INSTALLED || offer.state() == PluginState.REMOVED)).findFirst());
    }
}
