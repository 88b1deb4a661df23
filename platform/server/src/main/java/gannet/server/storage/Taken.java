package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/// What two people took at the same moment: each found it free, and the database lets only the first have it.
final class Taken {
    private record What(String where, String words) {}

    private static final String UNIQUE = "23505";

    /// By the name of what says that there is only one.
    private static final Map<String, What> ONCE = Map.of(
            "person_email", new What("email", "this e-mail address"),
            "team_name", new What("name", "this name for a team"),
            "project_team_name_key", new What("name", "this name for a project"),
            "board_name", new What("name", "this name for a board"),
            "run_view_project_name_key", new What("name", "this name for a view"),
            "data_set_version", new What("name", "this name for a data set"));

    private Taken() {}

    /// A sentence for what people choose; nothing for what only a fault of our own would do twice.
    static Optional<ProblemException> inWords(PSQLException e) {
        var message = e.getServerErrorMessage();
        var constraint = message == null || !UNIQUE.equals(e.getSQLState()) ? null : message.getConstraint();
        return Optional.ofNullable(constraint == null ? null : ONCE.get(constraint)).map(what -> new ProblemException(Problem.Kind.CONFLICT, what.where(),
                "Somebody else has taken " + what.words() + " at this moment; choose another one"));
    }
}
