package gannet.server.storage;

import gannet.parameters.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again and again beside everything else. A database that is away for a while is said once, not at each beat.
public final class Pulse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final Duration LAST_BEAT = Duration.ofSeconds(5);

    private final String name;
    private final Duration every;
    private final Runnable beat;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Pulse(String name, Duration every, Runnable beat) {
        this.name = name;
        this.every = every;
        this.beat = beat;
        thread = Thread.ofVirtual().name(name).unstarted(this::beat);
    }

    /// @param name in the log, as in "The heartbeat fails"
    public static Pulse start(String name, Duration every, Runnable beat) {
        var pulse = new Pulse(name, every, beat);
        pulse.thread.start();
        return pulse;
    }

    private void beat() {
        boolean sound = true;
        while (!isClosing()) {
            try {
                beat.run();
                if (!sound) {
                    log.info("The {} goes on.", name);
                }
                sound = true;
            } catch (ProblemException e) {
                sound = failed(sound, e);
            } catch (RuntimeException e) {
                log.debug("The {} failed", name, e);
                sound = failed(sound, e);
            }
        }
    }

    private boolean failed(boolean sound, RuntimeException e) {
        if (sound && closing.getCount() > 0) {
            log.warn("The {} fails, and is tried again every {} ms: {}", name, every.toMillis(), e.getMessage());
        }
        return false;
    }

    private boolean isClosing() {
        try {
            return closing.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Lets the beat that goes on come to its end: an interrupt would break the connection to the database that it strikes.
    @Override public void close() {
        closing.countDown();
        try {
            if (!thread.join(LAST_BEAT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
