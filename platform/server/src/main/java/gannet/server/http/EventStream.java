package gannet.server.http;

import gannet.parameters.Json;
import gannet.server.problem.Trouble;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Server-sent events to one listener; may be used from any thread. A listener that does not keep up is cut off, and its
/// browser comes back by itself.
public final class EventStream {
    private static final int LONGEST_QUEUE = 4 << 20; // bytes
    private static final long HEARTBEAT = 15_000; // ms
    private static final AutoCloseable GONE = () -> {};

    private final HttpServerResponse response;
    private final Context home;
    private final AtomicReference<AutoCloseable> subscription = new AtomicReference<>();
    private final long heart;

    /// @param beat what happens every few seconds; may block
    EventStream(RoutingContext context, Context home, Consumer<EventStream> beat, Executor threads) {
        this.response = context.response();
        this.home = home;
        this.heart = home.owner().setPeriodic(HEARTBEAT, timer -> threads.execute(() -> beat.accept(this)));
        home.runOnContext(nothing -> {
            response.closeHandler(gone -> close());
            if (response.closed()) {
                close(); // it was before there was a handler, which is not told of it any more
                return;
            }
            response.setWriteQueueMaxSize(LONGEST_QUEUE);
        });
    }

    /// @param data written as JSON on one line
    public void send(String event, Object data) { write("event: " + event + "\ndata: " + Json.text(data) + "\n\n"); }

    /// The same with an id, which a browser that comes back names as the last one it got.
    public void send(String id, String event, Object data) { write("id: " + id + "\nevent: " + event + "\ndata: " + Json.text(data) + "\n\n"); }

    /// Ends the answer and the subscription.
    public void close() {
        home.owner().cancelTimer(heart);
        var open = subscription.getAndSet(GONE);
        if (open != null) {
            release(open);
        }
        home.runOnContext(nothing -> {
            if (response.headWritten() && !response.ended()) {
                response.end();
            }
        });
    }

    void stillHere() { write(": still here\n\n"); }

    void opened(AutoCloseable followed) {
        write(": open\n\n"); // lets the browser know at once that it is connected
        if (!subscription.compareAndSet(null, followed)) {
            release(followed); // the listener left in between, or the work is over already
            close();
        }
    }

    private void write(String text) {
        home.runOnContext(nothing -> {
            if (response.closed() || response.ended()) {
                close();
                return;
            }
            if (response.writeQueueFull()) {
                response.reset();
                return;
            }
            if (!response.headWritten()) {
                response.setChunked(true);
                response.putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-cache").putHeader("X-Accel-Buffering", "no");
            }
            response.write(text);
        });
    }

    private static void release(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) { // AutoCloseable declares no narrower one
            Trouble.of(e);
        }
    }
}
