package gannet.server.transfer;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// All that is wrong with a zip, each as a sentence, told at once.
final class Refusals {
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 80;

    private final List<String> sentences = new ArrayList<>();

    /// @param sentence such as "It holds x twice."
    void add(String sentence) {
        if (sentences.size() <= MOST) {
            sentences.add(sentences.size() == MOST ? "More is wrong, which is not listed." : sentence);
        }
    }

    boolean isFull() { return sentences.size() > MOST; }

    void require() {
        if (!sentences.isEmpty()) {
            throw exception();
        }
    }

    ProblemException exception() {
        var problems = new ArrayList<Problem>();
        problems.add(Problem.user("", "This is no run that can be imported. Send a zip that a Gannet exported, whole and unchanged."));
        sentences.forEach(sentence -> problems.add(Problem.user("", sentence)));
        return new ProblemException(problems);
    }

    static ProblemException of(String sentence) {
        var one = new Refusals();
        one.add(sentence);
        return one.exception();
    }

    /// What somebody wrote, on one line and not too long.
    static String shown(String text) {
        var plain = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return "\"" + (plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME - 1) + "…" : plain) + "\"";
    }
}
