package gannet.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Finds for an example another one whose caption says nearly the same: as many of its words as any that is asked, but not
/// all of them in the same order. All follows from the seed and the step alone.
final class Mates {
    /// So many are asked for each example; of those that are equally near, chance decides.
    private static final int ASKED = 1024;
    private static final long CHANCE = 67;

    private final int[] training;
    private final Said[] said;
    private final long seed;

    /// A caption's words as numbers.
    private record Said(int[] words, int[] sorted) {
        boolean isAs(Said other) { return Arrays.equals(words, other.words); }

        /// How many words one of the two has and the other has not.
        int difference(Said other) {
            int shared = 0;
            for (int mine = 0, theirs = 0; mine < sorted.length && theirs < other.sorted.length; ) {
                int order = Integer.compare(sorted[mine], other.sorted[theirs]);
                shared += order == 0 ? 1 : 0;
                mine += order <= 0 ? 1 : 0;
                theirs += order >= 0 ? 1 : 0;
            }
            return sorted.length + other.sorted.length - 2 * shared;
        }
    }

    /// @param training numbers of the examples that may be taken
    Mates(Pictures data, int[] training, long seed) {
        this.training = training;
        this.seed = seed;
        said = new Said[data.count()];
        Map<String, Integer> known = new HashMap<>();
        for (int number : training) {
            var words = Vocabulary.words(data.picture(number).caption()).stream().mapToInt(word -> known.computeIfAbsent(word, _ -> known.size())).toArray();
            var sorted = words.clone();
            Arrays.sort(sorted);
            said[number] = new Said(words, sorted);
        }
    }

    /// The same examples, but every second one has given way to one that is like the one before it.
    int[] among(int[] numbers, long step) {
        var mated = numbers.clone();
        for (int i = 1; i < mated.length; i += 2) {
            mated[i] = mate(mated[i - 1], mated[i], new Dice(seed, CHANCE, step * mated.length + i));
        }
        return mated;
    }

    /// @param otherwise taken if none that says something else was asked
    private int mate(int number, int otherwise, Dice dice) {
        int nearest = otherwise;
        int least = Integer.MAX_VALUE;
        for (int asked = 0; asked < ASKED; asked++) {
            int candidate = training[dice.below(training.length)];
            int difference = said[candidate].difference(said[number]);
            if (difference < least && !said[candidate].isAs(said[number])) {
                nearest = candidate;
                least = difference;
            }
        }
        return nearest;
    }
}
