package gannet.server.team;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;

/// What teams and projects may be called.
final class Names {
    private static final int LONGEST = 100;
    private static final int LONGEST_DESCRIPTION = 2000;

    private Names() {}

    /// @param what "team" or "project"
    static String checked(String what, String name) {
        var tidy = name.strip();
        if (tidy.isEmpty() || tidy.length() > LONGEST || tidy.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == '/')) {
            throw ProblemException.user("name", "The name of a " + what + " has from 1 to " + LONGEST + " characters on one line and no \"/\", not " + tidy.length() + ": \"" + shown(tidy) + "\"");
        }
        return tidy;
    }

    static String description(String text) {
        var tidy = text.strip();
        if (tidy.length() > LONGEST_DESCRIPTION || tidy.chars().anyMatch(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\t')) {
            throw ProblemException.user("description", "A description has at most " + LONGEST_DESCRIPTION + " characters of text, not " + tidy.length());
        }
        return tidy;
    }

    static ProblemException taken(String what, String name) {
        return new ProblemException(Problem.Kind.CONFLICT, "name", "There is a " + what + " \"" + name + "\" already; choose another name");
    }

    private static String shown(String name) { return (name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name).replaceAll("\\p{Cntrl}", "�"); }
}
