package gannet.data;

import gannet.data.Values.Block;
import gannet.parameters.ProblemException;
import gannet.spi.DataSpec;
import gannet.spi.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A data set's captions as a variant reads them.
sealed interface Wording extends AutoCloseable {
    /// `[n, …]` of these examples.
    Block read(int[] numbers, List<String> captions);

    /// How captions of no example are read; nothing if they cannot be.
    Optional<Tokens> tokens();

    @Override
    void close();

    static @Nullable Wording of(DataSpec spec, Pictures data, @Nullable Vocabulary known) {
        return switch (spec instanceof DataSpec.Captioned(var _, var text, var _) ? text : null) {
            case null -> null;
            case Text.Characters characters -> new Written(Tokens.of(characters));
            case Text.Words words -> new Written(Tokens.of(words, known != null ? known : vocabulary(words, data)));
            case Text.Vectors(var file, var _) -> {
                try {
                    yield new Made(Vectors.open(file), places(data));
                } catch (UnreadableException e) {
                    throw ProblemException.user("dataSet", "The file " + file + " " + e.what() + ".");
                }
            }
        };
    }

    static Vocabulary vocabulary(Text.Words text, Pictures data) {
        return Vocabulary.of(IntStream.range(0, data.count()).mapToObj(number -> data.picture(number).caption())::iterator, text.vocabulary() - 1);
    }

    /// Where each example stands in the order of names.
    private static int[] places(Pictures data) {
        var places = new int[data.count()];
        var sorted = IntStream.range(0, data.count()).boxed().sorted(Comparator.comparing(number -> data.picture(number).name())).toList();
        for (int place = 0; place < places.length; place++) {
            places[sorted.get(place)] = place;
        }
        return places;
    }

    record Written(Tokens reader) implements Wording {
        @Override
        public Block read(int[] numbers, List<String> captions) { return new Block(reader.of(captions), numbers.length, reader.length()); }

        @Override
        public Optional<Tokens> tokens() { return Optional.of(reader); }

        @Override
        public void close() {}
    }

    record Made(Vectors vectors, int[] places) implements Wording {
        @Override
        public Block read(int[] numbers, List<String> captions) {
            var values = new float[numbers.length * vectors.size()];
            for (int i = 0; i < numbers.length; i++) {
                vectors.read(places[numbers[i]], values, i * vectors.size());
            }
            return new Block(values, numbers.length, vectors.size());
        }

        @Override
        public Optional<Tokens> tokens() { return Optional.empty(); }

        @Override
        public void close() { vectors.close(); }
    }
}
