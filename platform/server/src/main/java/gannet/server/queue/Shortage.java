package gannet.server.queue;

import java.util.Locale;

/// Too little room on the disk for a run, in bytes.
///
/// @param needed that must be free before it starts    @param step from which it goes on, 0 for the first
/// @param checkpoint the size of one, 0 if nobody knows yet
record Shortage(long free, long total, long needed, long step, long checkpoint) {
    private static final long MEGABYTE = 1 << 20;

    /// Why a run went back to the queue. It is read later too, when there may be room again.
    String note() {
        return "The disk filled up: %s of %s were free where runs are kept. It goes on %s when there is room%s.".formatted(
                words(free), words(total), step == 0 ? "from the start" : String.format(Locale.ROOT, "from step %,d", step),
                checkpoint == 0 ? "" : " for its next checkpoint (about " + words(checkpoint) + ")");
    }

    /// Why nothing starts now.
    String wait(boolean first) {
        return "Waits for room on the disk: %s of %s are free where runs are kept, and %s needs %s.".formatted(
                words(free), words(total), first ? "it" : "the run that is next", words(needed));
    }

    static String words(long bytes) {
        double megabytes = (double) bytes / MEGABYTE;
        if (megabytes < 1) {
            return String.format(Locale.ROOT, "%.0f kB", megabytes * 1024);
        }
        return megabytes >= 10_240 ? String.format(Locale.ROOT, "%.0f GB", megabytes / 1024)
                : String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
    }
}
