package gannet.server.problem;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went wrong, as it is told to whoever asked. The kind of the problem decides here, and nowhere else, about HTTP
/// status, title and log level.
///
/// @param detail for people    @param problems each single one, for forms    @param incident by which the log is searched; empty unless INTERNAL
public record Trouble(Problem.Kind kind, int status, String title, String detail, List<Problem> problems, String incident) {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    public Trouble {
        problems = List.copyOf(problems);
    }

    /// Judges a failure and logs it, so it is called once, where the failure is finally handled.
    public static Trouble of(Throwable failure) {
        if (!(failure instanceof ProblemException known)) {
            return internal(failure);
        }
        if (known.kind() == Problem.Kind.INTERNAL) {
            return internal(known);
        }
        switch (known.kind()) {
            case RESOURCES, PLUGIN -> LOG.warn(known.getMessage(), known.getCause());
            case USER, SIGN_IN, ABSENT, FORBIDDEN, CONFLICT, TOO_OFTEN -> LOG.debug(known.getMessage());
            case INTERNAL -> throw new IllegalStateException("told above", known);
        }
        return new Trouble(known.kind(), status(known.kind()), title(known.kind()), String.valueOf(known.getMessage()), known.problems(), "");
    }

    private static Trouble internal(Throwable failure) {
        var bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        var incident = HexFormat.of().formatHex(bytes);
        LOG.error("Incident {}", incident, failure);
        var detail = "Something went wrong inside Gannet. It is in the server's log as incident " + incident + "; tell an administrator";
        var kind = Problem.Kind.INTERNAL;
        return new Trouble(kind, status(kind), title(kind), detail, List.of(new Problem(kind, "", detail)), incident);
    }

    private static int status(Problem.Kind kind) {
        return switch (kind) {
            case USER -> 400;
            case SIGN_IN -> 401;
            case FORBIDDEN -> 403;
            case ABSENT -> 404;
            case CONFLICT -> 409;
            case PLUGIN -> 422;
            case TOO_OFTEN -> 429;
            case INTERNAL -> 500;
            case RESOURCES -> 503;
        };
    }

    private static String title(Problem.Kind kind) {
        return switch (kind) {
            case USER -> "Something in the request is not right";
            case SIGN_IN -> "Not signed in";
            case FORBIDDEN -> "Not allowed";
            case ABSENT -> "Not found";
            case CONFLICT -> "Not possible in its present state";
            case PLUGIN -> "A plugin broke its contract";
            case TOO_OFTEN -> "Asked too often";
            case INTERNAL -> "Gannet's own fault";
            case RESOURCES -> "The machine lacks something";
        };
    }
}
