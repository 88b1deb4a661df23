package gannet.server.notification;

/// How a person's runs have ended since the last time that all of them had. What they stopped themselves does not count.
record Round(int finished, int failed, int stopped) {
    static final Round NONE = new Round(0, 0, 0);

    int all() { return finished + failed + stopped; }

    Round with(Kind kind) {
        return switch (kind) {
            case FINISHED -> new Round(finished + 1, failed, stopped);
            case FAILED -> new Round(finished, failed + 1, stopped);
            case STOPPED -> new Round(finished, failed, stopped + 1);
            case WAITING, INTERRUPTED, ALL_ENDED, MENTION -> this;
        };
    }
}
