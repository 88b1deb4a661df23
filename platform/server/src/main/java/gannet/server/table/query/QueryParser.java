package gannet.server.table.query;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.table.query.Term.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a query: terms with spaces between them. A term is a word, or column, comparison and values with commas between them:
///
/// ```
/// flowers  variant:dcgan,cyclegan  loss<0.4  -tag:bad  "step time">=200  loss:nan  fd.lowest<60
/// ```
///
/// What holds a space, a comma or a sign of comparison stands in double quotes; in them `\"` is a quote.
public final class QueryParser {
    private static final int LONGEST = 2000;
    private static final String SIGNS = ":=<>!";

    private final String query;
    private final List<Problem> problems = new ArrayList<>();
    private int at;

    private QueryParser(String query) { this.query = query; }

    /// @throws ProblemException with all that is wrong, each with its place
    public static List<Term> parse(String query) {
        if (query.length() > LONGEST) {
            throw ProblemException.user("q", "A query may have at most %,d characters, not %,d.".formatted(LONGEST, query.length()));
        }
        var parser = new QueryParser(query);
        var terms = parser.terms();
        if (!parser.problems.isEmpty()) {
            throw new ProblemException(parser.problems);
        }
        return terms;
    }

    /// As a column's name or a value has to be written in a query.
    public static String written(String text) {
        boolean plain = !text.isEmpty() && text.charAt(0) != '-' && !text.endsWith("*")
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"' || SIGNS.indexOf(c) >= 0);
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private List<Term> terms() {
        var terms = new ArrayList<Term>();
        skipSpaces();
        while (at < query.length()) {
            term(terms);
            skipSpaces();
        }
        return List.copyOf(terms);
    }

    private void term(List<Term> terms) {
        int position = at + 1;
        boolean negated = query.charAt(at) == '-';
        if (negated) {
            at++;
        }
        var name = value();
        var comparison = comparison();
        if (comparison == null) {
            if (name.text().isEmpty()) {
                problem(position, "Nothing stands after \"%s\"; write a word or a condition, such as tag:good.".formatted(query.substring(position - 1, at)));
                at = Math.max(at, position); // over a lone sign that is none
                return;
            }
            terms.add(new Term.Word(position, negated, name.text()));
            return;
        }
        if (name.text().isEmpty()) {
            problem(position, "No column stands before \"%s\"; write one, such as loss%s0.4.".formatted(comparison.sign(), comparison.sign()));
        }
        var values = new ArrayList<Value>();
        do {
            var value = value();
            if (value.text().isEmpty() && !value.quoted()) {
                problem(position, "No value stands after \"%s%s\"; write one, such as %s.".formatted(
                        name.text(), comparison.sign(), comparison.isOrder() ? name.text() + comparison.sign() + "0.4" : name.text() + comparison.sign() + "good"));
                break;
            }
            values.add(value);
        } while (comma());
        terms.add(new Term.Condition(position, negated, name.text(), comparison, values));
    }

    private boolean comma() {
        boolean there = at < query.length() && query.charAt(at) == ',';
        at += there ? 1 : 0;
        return there;
    }

    private @Nullable Comparison comparison() {
        for (var each : Comparison.values()) {
            if (query.startsWith(each.sign(), at)) {
                at += each.sign().length();
                return each;
            }
        }
        return null;
    }

    private Value value() {
        int from = at;
        if (at < query.length() && query.charAt(at) == '"') {
            return new Value(from + 1, quoted(), true);
        }
        while (at < query.length() && !Character.isWhitespace(query.charAt(at)) && query.charAt(at) != ',' && SIGNS.indexOf(query.charAt(at)) < 0) {
            at++;
        }
        return new Value(from + 1, query.substring(from, at), false);
    }

    private String quoted() {
        int from = at++;
        var text = new StringBuilder();
        while (at < query.length()) {
            char c = query.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' && at < query.length() ? query.charAt(at++) : c);
        }
        problem(from + 1, "The quote has no end; close it with another \".");
        return text.toString();
    }

    private void skipSpaces() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
    }

    private void problem(int position, String sentence) { problems.add(Problem.user("q", "Character %d: %s".formatted(position, sentence))); }
}
