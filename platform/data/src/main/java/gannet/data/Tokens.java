package gannet.data;

import gannet.spi.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Captions as a network reads them: whole numbers from 1, cut or filled with 0 at the end. Safe for threads.
public final class Tokens {
    private final int length;
    private final Function<String, int[]> numbers;

    private Tokens(int length, Function<String, int[]> numbers) {
        this.length = length;
        this.numbers = numbers;
    }

    public static Tokens of(Text.Characters text) {
        return new Tokens(text.length(), caption -> caption.toLowerCase(Locale.ROOT).chars().map(letter -> 1 + Math.max(0, Text.ALPHABET.indexOf(letter))).toArray());
    }

    public static Tokens of(Text.Words text, Vocabulary vocabulary) {
        Map<String, Integer> known = new HashMap<>();
        vocabulary.words().stream().limit(text.vocabulary() - 1L).forEach(word -> known.put(word, known.size() + 1));
        return new Tokens(text.length(), caption ->
                Vocabulary.words(caption).stream().mapToInt(word -> known.getOrDefault(word, text.vocabulary())).toArray());
    }

    /// How many numbers a caption has.
    public int length() { return length; }

    /// One caption after the other: `[n, length]`.
    public float[] of(List<String> captions) {
        var tokens = new float[captions.size() * length];
        for (var i = 0; i < captions.size(); i++) {
            var caption = numbers.apply(captions.get(i));
            for (var k = 0; k < Math.min(length, caption.length); k++) {
                tokens[i * length + k] = caption[k];
            }
        }
        return tokens;
    }
}
