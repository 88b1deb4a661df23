package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.ServerSettings;
import gannet.server.storage.Storage;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing in with the team's OpenID Connect provider, by the authorization code flow with PKCE. Those who come are not signed
/// in, so there is nobody for whom a policy could be asked. Blocks while the provider is asked.
public final class OpenId implements AutoCloseable {
    public static final String COOKIE = "gannet_openid";
    public static final int COOKIE_SECONDS = 600;

    /// @param address of the provider, where the browser goes    @param cookie what it brings back
    public record Begun(String address, String cookie) {}

    /// @param to the page that was wanted; whoever leads there makes sure that it is one of ours
    public record Done(Accounts.SignedIn signedIn, String to) {}

    private final OpenIdSettings settings;
    private final OpenIdProvider provider;
    private final OpenIdPeople people;

    private OpenId(OpenIdSettings settings, OpenIdProvider provider, OpenIdPeople people) {
        this.settings = settings;
        this.provider = provider;
        this.people = people;
    }

    /// Empty if the administrator has set up none. Asks the provider nothing yet: it may be down while Gannet starts.
    public static Optional<OpenId> of(ServerSettings settings, Vertx vertx, Storage storage, Clock clock, Accounts accounts, Chronicle chronicle) {
        return OpenIdSettings.of(settings).map(set -> new OpenId(set, new OpenIdProvider(vertx, set, clock), new OpenIdPeople(storage, clock, set, accounts.sessions(), chronicle)));
    }

    /// How people call the provider.
    public String name() { return settings.name(); }

    /// @param redirect the address of the page to which the provider leads back
    public Begun begin(String redirect, String to) {
        var attempt = OpenIdAttempt.begin(to);
        return new Begun(provider.address(redirect, attempt), attempt.cookie());
    }

    /// @param cookie what the browser brought back    @param error the provider's own word; null if it sent a code
    public Done finish(String redirect, @Nullable String cookie, @Nullable String state, @Nullable String code, @Nullable String error, Origin origin) {
        var attempt = Optional.ofNullable(cookie).flatMap(OpenIdAttempt::of).filter(begun -> state != null && begun.isAnsweredBy(state))
                .orElseThrow(() -> refused("This sign-in was not begun in this browser, or more than " + COOKIE_SECONDS / 60 + " minutes ago; begin again"));
        if (code == null || code.isEmpty()) {
            throw refused(settings.name() + " did not let you through" + (error != null && error.matches("[a-z_]{1,60}") ? " (" + error + ")" : "")
                    + "; begin again, or sign in with a password");
        }
        return new Done(people.enter(provider.redeem(code, redirect, attempt), origin), attempt.to());
    }

    private static ProblemException refused(String sentence) { return new ProblemException(Problem.Kind.SIGN_IN, "", sentence); }

    @Override public void close() { provider.close(); }
}
