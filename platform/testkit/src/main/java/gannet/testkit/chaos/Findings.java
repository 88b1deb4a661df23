package gannet.testkit.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What was promised and not kept, each a sentence. May be told from any thread.
public final class Findings {
    /// Which promise was broken.
    public enum Kind {
        /// A launch, an event or a result that was acknowledged is not there.
        LOST,
        /// A run had two workers, a device two runs, an event came twice.
        TWICE,
        /// Something did not go on, did not end, or was not given back.
        STUCK,
        /// A result is not, to the bit, that of an undisturbed run.
        UNEQUAL
    }

    private final Map<Kind, List<String>> found = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind, String sentence) {
        var sentences = found.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    public synchronized List<String> of(Kind kind) { return List.copyOf(found.getOrDefault(kind, List.of())); }

    public List<String> all() { return Stream.of(Kind.values()).flatMap(kind -> of(kind).stream().map(sentence -> kind + ": " + sentence)).toList(); }
}
