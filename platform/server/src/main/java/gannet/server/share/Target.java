package gannet.server.share;

import gannet.parameters.ProblemException;
import java.util.List;
import java.util.UUID;

/// What a link shows.
public sealed interface Target {
    int MOST_RUNS = 20;

    record OneRun(long number) implements Target {}

    /// @param runs at least two, rising
    record Comparison(List<Long> runs) implements Target {
        public Comparison {
            runs = runs.stream().distinct().sorted().toList();
            if (runs.size() < 2 || runs.size() > MOST_RUNS) {
                throw ProblemException.user("runs", "A comparison that is shared has from 2 to " + MOST_RUNS + " runs, not " + runs.size() + ".");
            }
        }
    }

    record OnBoard(UUID board) implements Target {}

    default Kind kind() {
        return switch (this) {
            case OneRun _ -> Kind.RUN;
            case Comparison _ -> Kind.COMPARISON;
            case OnBoard _ -> Kind.BOARD;
        };
    }

    /// Those whose curves and pictures it shows; none for a board.
    default List<Long> numbers() {
        return switch (this) {
            case OneRun(long number) -> List.of(number);
            case Comparison(List<Long> runs) -> runs;
            case OnBoard _ -> List.of();
        };
    }

    enum Kind { RUN, COMPARISON, BOARD }
}
