package gannet.parameters;

import java.util.List;
import java.util.stream.Collectors;

/// All that is wrong, said at once.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A ProblemException needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem.Kind kind, String where, String message) { this(List.of(new Problem(kind, where, message))); }

    public ProblemException(Problem.Kind kind, String message, Throwable cause) {
        this(kind, "", message);
        initCause(cause);
    }

    public static ProblemException user(String where, String message) { return new ProblemException(Problem.Kind.USER, where, message); }

    public List<Problem> problems() { return problems; }

    /// The kind of the first problem stands for all.
    public Problem.Kind kind() { return problems.getFirst().kind(); }
}
