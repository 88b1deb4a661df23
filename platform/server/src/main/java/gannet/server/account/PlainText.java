package gannet.server.account;

import gannet.parameters.Problem;
import java.util.ArrayList;
import java.util.List;

/// One line that a person types. Any letter will do, and markup is text like any other; what cannot be seen or turns the
/// reading order round is refused, because it makes one name look like another.
final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C; // Persian and Indian names need both
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /// @param what begins the sentence: "The name"
    static List<Problem> problems(String where, String what, String text, int least, int most) {
        var problems = new ArrayList<Problem>();
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            problems.add(Problem.user(where, what + " must have " + least + " to " + most + " characters, not " + length));
        }
        text.codePoints().filter(PlainText::isHidden).findFirst().ifPresent(hidden -> problems.add(Problem.user(where,
                what + " holds the control character U+%04X, which nobody sees; leave it out".formatted(hidden))));
        return problems;
    }

    private static boolean isHidden(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            case Character.FORMAT -> letter != ZERO_WIDTH_NON_JOINER && letter != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
