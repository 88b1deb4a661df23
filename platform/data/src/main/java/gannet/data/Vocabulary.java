package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The words that a network knows, the most frequent first. A run keeps it as a file of one word a line, so that one can
/// draw from the run without its data set.
public record Vocabulary(List<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Vocabulary { words = List.copyOf(words); }

    /// Of the captions' words by frequency, of equally frequent ones by the alphabet.
    public static Vocabulary of(Iterable<String> captions, int most) {
        var counts = new HashMap<String, Integer>();
        for (var caption : captions) {
            for (var word : words(caption)) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return new Vocabulary(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(most).map(Map.Entry::getKey).toList());
    }

    public static Vocabulary read(Path file) {
        try {
            return new Vocabulary(Files.readAllLines(file));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The vocabulary " + file + " cannot be read: " + e, e);
        }
    }

    public String text() { return String.join("\n", words) + "\n"; }

    /// In small letters, without signs.
    static List<String> words(String caption) {
        return Arrays.stream(BETWEEN.split(caption.toLowerCase(Locale.ROOT))).filter(word -> !word.isEmpty()).toList();
    }
}
