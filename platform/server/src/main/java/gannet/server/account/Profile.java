package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How a person is called and reached, as typed and stripped.
record Profile(String name, String email) {
    static final int LONGEST_NAME = 100;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

    Profile {
        name = name.strip();
        email = email.strip();
    }

    List<Problem> problems() {
        var problems = new ArrayList<>(PlainText.problems("name", "The name", name, 1, LONGEST_NAME));
        problems.addAll(emailProblems(email));
        return problems;
    }

    static List<Problem> emailProblems(String email) {
        if (!EMAIL.matcher(email).matches()) {
            return List.of(Problem.user("email", "The e-mail address must look like name@example.org, not \"" + email + "\""));
        }
        return PlainText.problems("email", "The e-mail address", email, 3, 254);
    }

    /// @throws ProblemException with all that is wrong with it and with the password
    void require(String password) {
        var problems = problems();
        problems.addAll(Passwords.problems(password, name, email));
        require(problems);
    }

    void require() { require(problems()); }

    private static void require(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    ProblemException taken() {
        return new ProblemException(Problem.Kind.CONFLICT, "email", "There is an account with the address \"" + email + "\" already; sign in with it, or take another address");
    }
}
