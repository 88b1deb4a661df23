package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import gannet.server.progress.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Keeps a component in step with the runs for as long as it is on a page: when a run changes its state or goes on, the
/// component is told to read again, never more often than it can.
public final class Live {
    private final Component component;
    private final Visitor visitor;
    private final Runnable refresh;
    private final AtomicBoolean pending = new AtomicBoolean();
    private Progress.@Nullable Subscription subscription;

    private Live(Component component, Visitor visitor, Runnable refresh) {
        this.component = component;
        this.visitor = visitor;
        this.refresh = refresh;
    }

    /// @param refresh runs with the page's lock held
    public static void keep(Component component, Visitor visitor, Runnable refresh) {
        var live = new Live(component, visitor, refresh);
        component.addAttachListener(event -> live.start(event.getUI()));
        component.addDetachListener(event -> live.end());
    }

    private void start(UI ui) {
        end();
        subscription = visitor.services().progress().followAll(visitor.person(), run -> {
            if (pending.compareAndSet(false, true)) {
                ui.access(() -> {
                    pending.set(false);
                    if (component.isAttached()) {
                        refresh.run();
                    }
                });
            }
        });
    }

    private void end() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
