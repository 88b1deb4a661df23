package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import gannet.server.plugin.Plugins;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Keeps a component in step with what plugins there are, for as long as it is on a page.
public final class LivePlugins {
    private final Component component;
    private final Visitor visitor;
    private final Runnable refresh;
    private final AtomicBoolean pending = new AtomicBoolean();
    private Plugins.@Nullable Following following;

    private LivePlugins(Component component, Visitor visitor, Runnable refresh) {
        this.component = component;
        this.visitor = visitor;
        this.refresh = refresh;
    }

    /// @param refresh runs with the page's lock held
    public static void keep(Component component, Visitor visitor, Runnable refresh) {
        var live = new LivePlugins(component, visitor, refresh);
        component.addAttachListener(event -> live.start(event.getUI()));
        component.addDetachListener(event -> live.end());
    }

    private void start(UI ui) {
        end();
        following = visitor.services().plugins().follow(visitor.person(), () -> {
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
        if (following != null) {
            following.close();
            following = null;
        }
    }
}
