package gannet.server.vote;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A test as one person sees it. Who is A and B, and what came of it, is told when it is closed.
///
/// @param voted how many pairs the asker has judged    @param next the first place that they have not, null if there is none left
/// @param mayVote whether they may, while it is open    @param mayClose whether it is theirs to close    @param outcome null as long as it is open
public record BlindTest(
        UUID id, UUID project, String name, int pairs, String maker, Instant created, @Nullable Instant closed, @Nullable String closedBy,
        int voted, @Nullable Integer next, boolean mayVote, boolean mayClose, @Nullable Outcome outcome) {

    /// One of the two.
    ///
    /// @param run its number, null for real pictures
    public record Contender(String name, @Nullable Long run, @Nullable Long step) {}

    /// @param share of A's wins among the votes for either
    public record Outcome(Contender a, Contender b, long winsA, long winsB, long same, Interval share, String sentence, List<Ballot> ballots) {}

    /// What one person preferred.
    public record Ballot(String person, long a, long b, long same) {}
}
