package gannet.server.dataset;

import gannet.data.Library;
import gannet.data.Pictures;
import java.util.LinkedHashMap;
import java.util.Map;

/// The indexes that were read last, since pages ask for many pictures of the same few data sets, and whether each of them
/// fits a variant. Safe for threads.
final class OpenPictures {
    private static final int MOST = 8;

    private final Library library;
    private final Map<String, Pictures> recent = new LinkedHashMap<>(16, 0.75f, true);

    OpenPictures(Library library) { this.library = library; }

    Pictures of(String hash) {
        synchronized (recent) {
            var known = recent.get(hash);
            if (known != null) {
                return known;
            }
        }
        var opened = library.open(hash);
        synchronized (recent) {
            recent.put(hash, opened);
            while (recent.size() > 1 && recent.values().stream().mapToLong(Pictures::count).sum() > MOST) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return opened;
    }
}
