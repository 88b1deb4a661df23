package gannet.server.retention;

import gannet.server.compute.Leadership;
import gannet.server.storage.Pulse;
import java.time.Duration;

/// Looks once a minute whether a run's size is to be measured or a project's retention is due, at the one server that leads.
public final class RetentionRounds implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Pulse pulse;

    private RetentionRounds(Pulse pulse) { this.pulse = pulse; }

    public static RetentionRounds start(Retention retention, DiskUse diskUse, Leadership leadership) {
        return new RetentionRounds(Pulse.start("retention", EVERY, () -> {
            if (leadership.isLeader()) {
                retention.pass();
                boolean more = true;
                while (more) {
                    more = diskUse.survey() && leadership.isLeader();
                }
            }
        }));
    }

    @Override public void close() { pulse.close(); }
}
