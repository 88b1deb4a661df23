package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import gannet.server.account.Accounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Open pages whose session has ended elsewhere: what happens is pushed to them although nobody presses anything, so they are
/// asked after now and then, as listeners to server-sent events are, and led to the sign-in page. Looking does not prolong a
/// session.
final class SignedInWatch implements AutoCloseable {
    private static final int EVERY = 10; // seconds
    private static final Logger LOG = LoggerFactory.getLogger(SignedInWatch.class);

    private final Accounts accounts;
    private final Map<UI, String> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("signed-in-watch").factory());

    SignedInWatch(Accounts accounts) {
        this.accounts = accounts;
        var unused = clock.scheduleWithFixedDelay(this::look, EVERY, EVERY, TimeUnit.SECONDS);
    }

    /// @param token of the session that the page was opened with
    void watch(UI ui, String token) {
        if (open.put(ui, token) == null) {
            ui.addDetachListener(gone -> open.remove(ui));
        }
    }

    private void look() {
        try {
            open.forEach((ui, token) -> {
                if (!accounts.isSignedIn(token)) {
                    open.remove(ui);
                    lead(ui);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("Whether people are still signed in could not be asked: {}", e.getMessage());
        }
    }

    private static void lead(UI ui) {
        try {
            ui.access(() -> ui.getPage().setLocation("sign-in"));
        } catch (UIDetachedException closed) {
            LOG.debug("A page closed by itself", closed);
        }
    }

    @Override public void close() { clock.shutdownNow(); }
}
