package gannet.server.vote;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// In which order one person sees the pairs of one test, and at which side: the same at each visit, another for everybody.
///
/// @param order the pair at each place    @param swapped whether B stands at the left, by pair
record Shuffle(List<Integer> order, List<Boolean> swapped) {
    static Shuffle of(long seed, UUID person, int pairs) {
        var random = new Random(seed ^ person.getMostSignificantBits() * 31 ^ person.getLeastSignificantBits());
        var order = IntStream.range(0, pairs).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        // half of them, so that somebody who always takes the left has no say
        var swapped = IntStream.range(0, pairs).mapToObj(i -> i % 2 == 0).collect(Collectors.toList());
        Collections.shuffle(swapped, random);
        return new Shuffle(List.copyOf(order), List.copyOf(swapped));
    }

    /// What somebody meant who took a side, at a place of the order.
    Choice choice(int place, Side side) {
        boolean isSwapped = swapped.get(order.get(place));
        return switch (side) {
            case LEFT -> isSwapped ? Choice.B : Choice.A;
            case RIGHT -> isSwapped ? Choice.A : Choice.B;
            case SAME -> Choice.SAME;
        };
    }
}
