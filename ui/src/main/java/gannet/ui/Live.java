package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps a component in step with what happens on the server for as long as it is on a page: it is told to read again, never
/// more often than it can.
public final class Live {
    private final Component component;
    private final Runnable refresh;
    private final Function<Runnable, Ending> following;
    private final AtomicBoolean pending = new AtomicBoolean();
    private @Nullable Ending ending;

    private Live(Component component, Runnable refresh, Function<Runnable, Ending> following) {
        this.component = component;
        this.refresh = refresh;
        this.following = following;
    }

    /// Ends the following.
    private interface Ending {
        void end();
    }

    /// With the states of runs and with how far they are.
    ///
    /// @param refresh runs with the page's lock held
    public static void withRuns(Component component, Visitor visitor, Runnable refresh) {
        keep(new Live(component, refresh, told -> visitor.services().progress().followAll(visitor.person(), _ -> told.run())::close));
    }

    /// With the states of runs.
    ///
    /// @param refresh runs with the page's lock held
    public static void withStates(Component component, Visitor visitor, Runnable refresh) {
        keep(new Live(component, refresh, told -> visitor.services().progress().followStates(visitor.person(), _ -> told.run())::close));
    }

    /// With what plugins there are.
    ///
    /// @param refresh runs with the page's lock held
    public static void withPlugins(Component component, Visitor visitor, Runnable refresh) {
        keep(new Live(component, refresh, told -> visitor.services().plugins().follow(visitor.person(), told)::close));
    }

    /// With what a person is notified of.
    ///
    /// @param refresh runs with the page's lock held
    public static void withNotifications(Component component, Visitor visitor, Runnable refresh) {
        keep(new Live(component, refresh, told -> visitor.services().notifications().follow(visitor.person(), told)::close));
    }

    private static void keep(Live live) {
        live.component.addAttachListener(event -> live.start(event.getUI()));
        live.component.addDetachListener(event -> live.end());
    }

    private void start(UI ui) {
        end();
        ending = following.apply(() -> {
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
        if (ending != null) {
            ending.end();
            ending = null;
        }
    }
}
