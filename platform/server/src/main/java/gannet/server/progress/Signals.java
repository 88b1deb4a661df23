package gannet.server.progress;

import gannet.run.Event;
import gannet.server.progress.Progress.Signal;
import gannet.server.progress.Progress.Subscription;
import gannet.server.queue.Announcements;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// News of runs on the event bus: an address for each run, and one for all. Every listener has a virtual thread of its
/// own, so that a slow one holds up nobody.
public final class Signals implements Announcements {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final String ALL = "gannet.runs";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true).setCodecName(Codec.NAME);

    private final Vertx vertx;
    private final Map<Long, Followed> followed = new ConcurrentHashMap<>();

    /// @param vertx one for each
    public Signals(Vertx vertx) {
        this.vertx = vertx;
        vertx.eventBus().registerCodec(new Codec());
    }

    /// @param relayed whether another server has said it
    record News(long run, UUID project, Signal signal, boolean relayed) {}

    @Override public void changed(long run, UUID project, State state, String reason) {
        var signal = new Signal.Changed(state, reason);
        var here = followed.get(run);
        if (here != null) {
            here.changed(signal);
        }
        var news = new News(run, project, signal, false);
        tellFollowers(news);
        tellAll(news);
    }

    /// What the worker of a run that is attended here has said.
    void said(long run, UUID project, List<Event> events) {
        var here = followed.get(run);
        if (here != null) {
            here.next(events, event -> tellFollowers(new News(run, project, new Signal.Said(event), false)));
        }
        if (!events.isEmpty()) {
            tellAll(new News(run, project, new Signal.Said(events.getLast()), false));
        }
    }

    void tellFollowers(News news) { vertx.eventBus().publish(ALL + "." + news.run(), news, LOCAL); }

    void tellAll(News news) { vertx.eventBus().publish(ALL, news, LOCAL); }

    /// The runs that somebody here looks at.
    Map<Long, Followed> followed() { return followed; }

    /// @param known the number of the newest event that the listener need not hear    @param state that it knows
    Subscription follow(long run, long known, Signal.Changed state, Consumer<News> listener) {
        var subscription = listen(ALL + "." + run, listener);
        followed.compute(run, (_, before) -> before == null ? new Followed(known, state) : before.andAnother());
        var open = new AtomicBoolean(true);
        return () -> {
            subscription.close();
            if (open.getAndSet(false)) {
                followed.computeIfPresent(run, (_, here) -> here.andOneLess() ? here : null);
            }
        };
    }

    Subscription followAll(Consumer<News> listener) { return listen(ALL, listener); }

    private Subscription listen(String address, Consumer<News> listener) {
        var open = new AtomicBoolean(true);
        var waiting = new LinkedBlockingQueue<News>();
        var consumer = vertx.eventBus().<News>localConsumer(address, message -> waiting.add(message.body()));
        var thread = Thread.ofVirtual().name("listener of " + address).start(() -> {
            try {
                while (open.get()) {
                    tell(listener, waiting.take(), open);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the subscription was closed
            }
        });
        return () -> {
            open.set(false);
            var _ = consumer.unregister();
            thread.interrupt();
        };
    }

    /// A listener that fails once, because the database is away or its page has just gone, hears what comes next.
    static <T> void tell(Consumer<T> listener, T said, AtomicBoolean open) {
        try {
            listener.accept(said);
        } catch (RuntimeException e) {
            if (open.get()) {
                log.warn("Somebody who follows runs could not be told: {}", e.toString());
            }
        }
    }

    /// News never leave this process, so they are handed over as they are.
    private static final class Codec implements MessageCodec<News, News> {
        static final String NAME = "gannet.news";

        @Override public void encodeToWire(Buffer buffer, News news) { throw new UnsupportedOperationException("News stay in this process"); }
        @Override public News decodeFromWire(int position, Buffer buffer) { throw new UnsupportedOperationException("News stay in this process"); }
        @Override public News transform(News news) { return news; }
        @Override public String name() { return NAME; }
        @Override public byte systemCodecID() { return -1; }
    }
}
