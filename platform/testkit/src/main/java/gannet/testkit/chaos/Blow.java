package gannet.testkit.chaos;

/// What is done to processes: all of it with `kill -9`, but for the last.
public enum Blow {
    SERVER("server -9", "it answers again"),
    LEADER("leader of two servers -9", "the other leads"),
    WORKER("worker -9", "its run waits or trains again"),
    DATABASE("database -9", "a server is well again"),
    REBOOT("machine: everything -9 at once", "both servers answer again"),
    /// It wakes up as one that others took for dead, with its plans and handles of before.
    FREEZE("server frozen for 7 s", "it answers again");

    private final String words;
    private final String until;

    Blow(String words, String until) {
        this.words = words;
        this.until = until;
    }

    public String words() { return words; }

    /// What the time of recovery is measured to.
    public String until() { return until; }
}
