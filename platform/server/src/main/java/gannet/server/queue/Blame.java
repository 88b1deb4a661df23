package gannet.server.queue;

import gannet.run.Exit.Fault;

/// Whose fault it was that a run failed, and what to do about that, in words; the run's own reason says what happened.
public final class Blame {
    private Blame() {}

    /// Empty if nobody can tell.
    public static String sentence(Fault fault) {
        return switch (fault) {
            case NONE -> "";
            case USER -> "The settings or the data are at fault.";
            case PLUGIN -> "The plugin is at fault.";
            case MACHINE, NO_ROOM -> "The machine is at fault.";
            case INTERNAL -> "Gannet is at fault.";
        };
    }

    public static String advice(Fault fault) {
        return switch (fault) {
            case NONE, USER -> "Launch it again with that changed.";
            case PLUGIN -> "Tell the plugin's author, or launch it again with other settings.";
            case MACHINE, NO_ROOM -> "Resume goes on from the last checkpoint.";
            case INTERNAL -> "Tell an administrator; the server's log and the run's have the details.";
        };
    }
}
