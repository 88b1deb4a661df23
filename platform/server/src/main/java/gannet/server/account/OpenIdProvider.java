package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Speaks to the provider, by Vert.x. What it says of itself is asked again after a while, and at once when its signature does
/// not fit, since it may have new keys. Blocks.
final class OpenIdProvider implements AutoCloseable {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final int PATIENCE = 10; // seconds
    private static final int LONGEST = 200;

    private record Known(OAuth2Auth auth, Instant until) {}

    private final Vertx vertx;
    private final OpenIdSettings settings;
    private final Clock clock;
    private @Nullable Known known;

    OpenIdProvider(Vertx vertx, OpenIdSettings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /// Where the browser goes.
    String address(String redirect, OpenIdAttempt attempt) {
        return provider().authorizeURL(new OAuth2AuthorizationURL().setRedirectUri(redirect).setScopes(List.of("openid", "profile", "email"))
                .setState(attempt.state()).setCodeChallenge(attempt.challenge()).setCodeChallengeMethod("S256").putAdditionalParameter("nonce", attempt.nonce()));
    }

    /// Whom the code stands for, as the provider signed it.
    JsonObject redeem(String code, String redirect, OpenIdAttempt attempt) {
        var auth = provider();
        var user = answered(auth.authenticate(new Oauth2Credentials().setFlow(OAuth2FlowType.AUTH_CODE).setCode(code).setRedirectUri(redirect).setCodeVerifier(attempt.verifier())));
        // Vert.x leaves out what is not properly signed, or meant for others, or over
        var signed = user.attributes().getJsonObject("idToken");
        var claims = new OpenIdClaims(settings, attempt.nonce(), clock);
        if (signed == null) {
            close();
            throw claims.unproven(user.principal().getString("id_token"));
        }
        claims.require(signed);
        return signed.containsKey("email") ? signed : completed(auth, user, signed);
    }

    /// Some providers tell addresses and groups only to those who ask once more.
    private JsonObject completed(OAuth2Auth auth, User user, JsonObject signed) {
        var more = answered(auth.userInfo(user));
        if (!signed.getString("sub").equals(more.getString("sub"))) {
            throw OpenIdClaims.lie(settings, "told of somebody else than it had signed for");
        }
        return more.mergeIn(signed);
    }

    private synchronized OAuth2Auth provider() {
        var now = clock.instant();
        if (known != null && known.until().isAfter(now)) {
            return known.auth();
        }
        close();
        var options = new OAuth2Options().setSite(settings.issuer()).setClientId(settings.clientId()).setValidateIssuer(true)
                .setHttpClientOptions(new HttpClientOptions().setConnectTimeout(PATIENCE * 1_000).setIdleTimeout(PATIENCE));
        if (!settings.secret().isEmpty()) {
            options.setClientSecret(settings.secret());
        }
        known = new Known(answered(OpenIDConnectAuth.discover(vertx, options)), now.plus(KNOWN_FOR));
        return known.auth();
    }

    private <T> T answered(Future<T> asked) {
        try {
            return asked.toCompletionStage().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(e);
        }
    }

    private ProblemException refused(Throwable cause) {
        var said = String.valueOf(cause instanceof TimeoutException ? "no answer within " + PATIENCE + " seconds" : cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        return new ProblemException(Problem.Kind.RESOURCES, settings.name() + " at " + settings.issuer() + " did not do its part ("
                + said.substring(0, Math.min(said.length(), LONGEST)) + "); try again shortly, or sign in with a password", cause);
    }

    @Override public synchronized void close() {
        if (known != null) {
            known.auth().close();
            known = null;
        }
    }
}
