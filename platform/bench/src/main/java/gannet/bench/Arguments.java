package gannet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What followed a benchmark's name: words, and numbers by flag.
final class Arguments {
    private final List<String> rest;

    Arguments(List<String> all) { rest = new ArrayList<>(all); }

    /// The number after `flag`, or `otherwise`.
    int number(String flag, int otherwise) {
        int at = rest.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(at + 1 < rest.size() ? rest.get(at + 1) : "");
            if (value < 1) {
                throw new NumberFormatException();
            }
            rest.subList(at, at + 2).clear();
            return value;
        } catch (NumberFormatException notOne) {
            throw new BenchmarkException(flag + " needs a whole number from 1, such as " + flag + " " + otherwise + ".");
        }
    }

    /// What stands after `flag`; nothing if it is not there.
    Optional<String> text(String flag, String example) {
        int at = rest.indexOf(flag);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == rest.size()) {
            throw new BenchmarkException(flag + " needs something after it, such as " + flag + " " + example + ".");
        }
        var text = rest.get(at + 1);
        rest.subList(at, at + 2).clear();
        return Optional.of(text);
    }

    /// The next word, one of `allowed`; the first of them if none was given.
    String word(String what, List<String> allowed) {
        if (rest.isEmpty()) {
            return allowed.getFirst();
        }
        var word = rest.removeFirst();
        if (!allowed.contains(word)) {
            throw new BenchmarkException("the " + what + " '" + word + "' is not known; known are " + allowed + ".");
        }
        return word;
    }

    /// Whatever is left, for somebody else to understand.
    List<String> rest() {
        var all = new ArrayList<>(rest);
        rest.clear();
        return all;
    }

    void end() {
        if (!rest.isEmpty()) {
            throw new BenchmarkException("'" + rest.getFirst() + "' is not understood here.");
        }
    }
}
