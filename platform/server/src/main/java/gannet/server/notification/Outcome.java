package gannet.server.notification;

/// What came of one attempt to deliver something.
sealed interface Outcome {
    /// @param answer of who took it
    record Done(String answer) implements Outcome {}

    /// @param why in a sentence
    record Failed(String why) implements Outcome {}

    /// There is nothing to deliver any more.
    record Moot(String why) implements Outcome {}
}
