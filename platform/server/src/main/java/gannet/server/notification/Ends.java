package gannet.server.notification;

/// Which ends of runs a person wants to be told: of each, of the last of those that are in the queue, or both. Failures and
/// long waits are always told.
public enum Ends {
    EACH, LAST, BOTH;

    /// @param alone whether the run was the only one to end, so that its end is the last one, too
    boolean wants(Kind kind, boolean alone) {
        return switch (kind) {
            case FINISHED, STOPPED -> this != LAST || alone;
            case ALL_ENDED -> this != EACH;
            case FAILED, WAITING, INTERRUPTED, MENTION -> true;
        };
    }
}
