package gannet.server.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// People and their sessions.
public final class Accounts {
    public static final String COOKIE = "gannet_session";

    /// @param token opaque, for the cookie; only its hash is stored
    public record SignedIn(Person person, String token) {}

    /// The secret part of the one-time link for the first administrator; empty once there is one.
    public Optional<String> firstToken() { throw new AssertionError("contract"); }

    /// Whether this is the token of the one-time link and nobody has used it yet.
    public boolean admitsFirst(String token) { throw new AssertionError("contract"); }

    /// Makes the administrator's account, the first team and its first project, and signs in.
    public SignedIn createAdministrator(String token, String name, String email, String password) { throw new AssertionError("contract"); }

    /// The same answer, after the same time, for an unknown name and a wrong password.
    ///
    /// @param address where it comes from; wrong guesses are counted for it
    public SignedIn signIn(String email, String password, String address) { throw new AssertionError("contract"); }

    /// Who a session belongs to; empty if it is unknown, ended or null.
    public Optional<Person> personOf(@Nullable String token) { throw new AssertionError("contract"); }

    public void signOut(String token) { throw new AssertionError("contract"); }
}
