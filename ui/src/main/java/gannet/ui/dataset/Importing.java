package gannet.ui.dataset;

import com.vaadin.flow.component.UI;
import gannet.server.dataset.DataSet;
import gannet.server.dataset.DataSets;
import gannet.ui.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// One import that goes on beside the page, on a thread of its own.
final class Importing implements DataSets.ImportProgress {
    /// @param inAll 0 while another import goes first    @param left how long it should still take, once that can be said
    record Far(int done, int inAll, Optional<Duration> left) {}

    private static final long TELL_EVERY_NANOSECONDS = 150_000_000;
    private static final long GUESS_AFTER_NANOSECONDS = 2_000_000_000;

    private final UI ui = UI.getCurrent();
    private long began = System.nanoTime();
    private final Consumer<Far> progressed;
    private long told;
    private volatile boolean isCancelled;

    private Importing(Consumer<Far> progressed) { this.progressed = progressed; }

    /// The listeners are called with the page's lock held; none is called after cancelling.
    static Importing start(Visitor visitor, String name, Path zip, Consumer<Far> progressed, Consumer<DataSet> done, Consumer<Throwable> failed) {
        var importing = new Importing(progressed);
        Thread.ofVirtual().name("import " + name).start(() -> {
            try {
                var set = visitor.services().dataSets().importZip(visitor.person(), visitor.project().id(), name, zip, importing, () -> importing.isCancelled);
                importing.tell(() -> done.accept(set));
            } catch (RuntimeException | Error e) {
                importing.tell(() -> failed.accept(e));
            }
        });
        return importing;
    }

    void cancel() { isCancelled = true; }

    @Override
    public void waits() {
        began = 0;
        tell(() -> progressed.accept(new Far(0, 0, Optional.empty())));
    }

    @Override
    public void at(int done, int inAll) {
        long now = System.nanoTime();
        if (began == 0) {
            began = now;
        }
        if (now - told < TELL_EVERY_NANOSECONDS && done < inAll) {
            return;
        }
        told = now;
        long spent = now - began;
        Optional<Duration> left = spent < GUESS_AFTER_NANOSECONDS || done == 0 ? Optional.empty()
                : Optional.of(Duration.ofNanos(spent / done * (inAll - done)));
        tell(() -> progressed.accept(new Far(done, inAll, left)));
    }

    private void tell(Runnable listener) {
        if (!isCancelled && ui.isAttached()) {
            ui.access(listener::run);
        }
    }
}
