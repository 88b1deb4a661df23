package gannet.server.backup;

import java.time.Duration;
import java.util.function.Consumer;

/// Tells every few seconds how far it is.
final class Progress {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Consumer<String> tell;
    private final String verb;
    private long told = System.nanoTime();
    private long files;
    private long bytes;
    private long gone;

    /// @param verb "written"
    Progress(Consumer<String> tell, String verb) {
        this.tell = tell;
        this.verb = verb;
    }

    void say(String sentence) { tell.accept(sentence); }

    void wrote(long more) {
        files++;
        bytes += more;
        if (System.nanoTime() - told > EVERY) {
            told = System.nanoTime();
            say(so());
        }
    }

    void gone() { gone++; }

    long files() { return files; }

    /// "1,204 files, 3,112 MB written".
    String so() {
        return "%,d files, %,d MB %s%s".formatted(files, (bytes + (1 << 20) - 1) >> 20, verb, gone == 0 ? "" : "; %,d were deleted meanwhile".formatted(gone));
    }
}
