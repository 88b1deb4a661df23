package gannet.server.together;

import java.util.UUID;

/// What a thread of comments hangs on. That of a run holds those on its samples and checkpoints, too.
public sealed interface Topic {
    record OfRun(long number) implements Topic {
        @Override public String word() { return Comments.WORD + "run:" + number; }
    }

    /// @param project in which it is spoken of: those that are built in belong to none
    record OfDataSet(UUID id, UUID project) implements Topic {
        @Override public String word() { return Comments.WORD + "data:" + id + ":" + project; }
    }

    /// By which servers tell each other that something was said.
    String word();
}
