package gannet.server.queue.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says why a job waits, in a sentence for people.
public final class Reasons {
    private final Names names;
    private final Instant now;

    /// What people call things. A run's number opens nothing to those who may not see the run.
    public interface Names {
        /// "run 12"
        String job(UUID job);

        String team(UUID team);

        /// "GPU 1"
        String device(UUID server, String device);
    }

    public Reasons(Names names, Instant now) {
        this.names = names;
        this.now = now;
    }

    public String sentence(Wait wait) {
        return switch (wait) {
            case Wait.Soon _ -> "Starts in a moment.";
            case Wait.Busy(var ahead, var slot, var holder, var free) -> ahead(ahead) + busy(slot, holder, free);
            case Wait.Gang(var ahead, var devices, var together) -> ahead(ahead) + "Needs %d devices of one machine at once%s.".formatted(
                    devices, together == null ? "" : "; they should be free together in " + words(together));
            case Wait.Preempting(var victim) -> "Takes the place of " + names.job(victim) + ", which saves a checkpoint and goes.";
            case Wait.Reserved(var by, var start) -> "A device is free, but kept for %s, which goes first%s.".formatted(
                    names.job(by), start == null ? "" : " and should start in " + words(start));
            case Wait.PersonLimit(var limit, var running) -> "Its owner's runs hold %s, of %d that they may hold at once.".formatted(count(running, "device"), limit);
            case Wait.TeamLimit(var team, var limit, var running) -> "Runs of %s hold %s, of %d that they may hold at once.".formatted(names.team(team), count(running, "device"), limit);
            case Wait.Share(var ahead, var team, var times, var younger) -> "%s has had %.1f times its share of late, so %s of others %s first; %s ahead.".formatted(
                    names.team(team), times, younger == 1 ? "a younger job" : younger + " younger jobs", younger == 1 ? "goes" : "go", jobs(ahead));
            case Wait.Closed(var devices) -> devices == 1
                    ? "The one device that fits takes no new jobs now: it is drained, or its server is silent."
                    : "All %d devices that fit take no new jobs now: they are drained, or their servers are silent.".formatted(devices);
            case Wait.Impossible(var most, var largest, var host) -> "Nothing here is large enough for it: no machine has more than %s of this kind%s, and the largest has %,d MB of its own. Cancel it, and launch it with smaller needs."
                    .formatted(count(most, "device"), largest == 0 ? "" : " with up to %,d MB".formatted(largest), host);
        };
    }

    private static String ahead(int ahead) { return ahead == 0 ? "" : jobs(ahead).substring(0, 1).toUpperCase(Locale.ROOT) + jobs(ahead).substring(1) + " ahead. "; }

    private static String jobs(int count) { return count == 1 ? "1 job is" : "%,d jobs are".formatted(count); }

    private static String count(int count, String what) { return count == 1 ? "1 " + what : count + " " + what + "s"; }

    private String busy(@Nullable Slot slot, @Nullable UUID holder, @Nullable Instant free) {
        if (slot == null || holder == null) {
            return "Waits for its turn.";
        }
        var label = names.device(slot.server(), slot.device());
        return free == null
                ? "All devices that fit are busy; %s trains on %s.".formatted(names.job(holder), label)
                : "All devices that fit are busy; %s should be free first, when %s ends in %s.".formatted(label, names.job(holder), words(free));
    }

    private String words(Instant time) { return words(Duration.between(now, time)); }

    /// "about 12 min"
    public static String words(Duration duration) {
        long minutes = Math.round(duration.toSeconds() / 60.0);
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return "about " + minutes + " min";
        }
        if (minutes < 48 * 60) {
            return minutes % 60 == 0 ? "about " + minutes / 60 + " h" : "about %d h %d min".formatted(minutes / 60, minutes % 60);
        }
        return "about " + Math.round(minutes / 1440.0) + " days";
    }
}
