package gannet.server.transfer;

import java.util.regex.Pattern;

/// What a run's zip may hold: these names and no others, so that none leads out of the folder it is unpacked to.
final class Contents {
    static final String MANIFEST = "gannet-run.json";
    static final String EVENTS = "events.jsonl";
    /// SHA-256 of all other files, as `sha256sum -c` reads it; the last one, because it is made while they are sent.
    static final String HASHES = "SHA256SUMS";
    static final int FORMAT = 1;
    static final int MOST_FILES = 20_000;
    static final int LONGEST_LINE = 4 << 20;

    private static final Pattern SMALL = Pattern.compile("gannet-run\\.json|vocabulary\\.txt|SHA256SUMS");
    private static final Pattern SAMPLE = Pattern.compile("samples/[A-Za-z0-9_][A-Za-z0-9._-]{0,120}");
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoints/[0-9]{1,18}/[A-Za-z0-9_][A-Za-z0-9._ -]{0,200}");

    private Contents() {}

    /// How large it may become; 0 if it has no business there.
    static long limit(String name) {
        if (SMALL.matcher(name).matches()) {
            return 8L << 20;
        }
        if (isSample(name)) {
            return 64L << 20;
        }
        return name.equals(EVENTS) ? 4L << 30 : CHECKPOINT.matcher(name).matches() ? 64L << 30 : 0;
    }

    static boolean isSample(String name) { return SAMPLE.matcher(name).matches(); }
}
