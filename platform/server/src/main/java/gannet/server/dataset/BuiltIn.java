package gannet.server.dataset;

import gannet.data.Description;
import gannet.data.Library;
import gannet.data.Painted;
import gannet.parameters.ProblemException;
import gannet.server.storage.Storage;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data sets that Gannet paints itself, one after the other beside everything else. Safe for threads.
final class BuiltIn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuiltIn.class);

    private final Storage storage;
    private final Library library;
    private final Function<Description, DataSet> keep;
    private final Set<Painted> missing = Collections.synchronizedSet(EnumSet.allOf(Painted.class));
    private @Nullable Thread preparing;
    private volatile boolean closing;

    /// @param keep lists one that was painted
    BuiltIn(Storage storage, Library library, Function<Description, DataSet> keep) {
        this.storage = storage;
        this.library = library;
        this.keep = keep;
    }

    synchronized void prepare() { preparing = Thread.ofVirtual().name("prepare data sets").start(this::prepareNow); }

    void prepareNow() {
        try {
            library.sweep();
        } catch (ProblemException e) {
            LOG.error("{}", e.getMessage());
        }
        for (var painted : Painted.values()) {
            if (!closing) {
                paint(painted);
            }
            missing.remove(painted);
        }
    }

    private void paint(Painted painted) {
        try {
            var known = storage.read(transaction -> transaction.store(DataSetStore::new).newest(null, painted.title()));
            if (known.isPresent() && known.get().hash().equals(painted.hash()) && library.holds(painted.hash())) {
                return;
            }
            // the first is waited for by whoever starts a first run; the others take one processor only
            var threads = painted == Painted.SHAPES ? Math.min(4, Runtime.getRuntime().availableProcessors()) : 1;
            var made = keep.apply(library.paint(painted, threads, () -> closing).description());
            LOG.info("Painted {}: {} {}", made.name(), made.count(), made.kind());
        } catch (ProblemException e) {
            if (!closing) {
                LOG.error("{} could not be painted: {}", painted.title(), e.getMessage());
            }
        }
    }

    List<String> painting() { return Arrays.stream(Painted.values()).filter(missing::contains).map(Painted::title).toList(); }

    @Override
    public synchronized void close() {
        closing = true;
        try {
            if (preparing != null) {
                preparing.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
