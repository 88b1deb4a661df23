package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must be true of an ID token whoever signed it (OpenID Connect Core, 3.1.3.7), and a sentence for each that is not.
record OpenIdClaims(OpenIdSettings settings, String nonce, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdClaims.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /// @throws ProblemException naming the first that is not
    void require(JsonObject claims) {
        var wrong = wrong(claims);
        if (wrong != null) {
            throw lie(settings, wrong);
        }
    }

    /// For a token whose signature or meaning did not hold, which is not said apart. Nothing in it is believed.
    ProblemException unproven(@Nullable String token) {
        if (token == null) {
            return lie(settings, "sent no ID token; it must be asked as an OpenID Connect provider, and this client be allowed the scope openid");
        }
        var wrong = claimed(token);
        return lie(settings, wrong == null ? "sent an ID token that is not signed with its keys" : wrong);
    }

    private @Nullable String claimed(String token) {
        var parts = token.split("\\.", -1);
        try {
            return parts.length == 3 ? wrong(new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))) : null;
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            return null;
        }
    }

    private @Nullable String wrong(JsonObject claims) {
        var now = clock.instant();
        var expires = time(claims, "exp");
        var issued = time(claims, "iat");
        if (!settings.issuer().equals(String.valueOf(claims.getValue("iss")).replaceFirst("/+$", ""))) {
            return "sent an ID token of another issuer, " + shown(claims.getValue("iss"));
        }
        if (!isForUs(claims.getValue("aud"))) {
            return "sent an ID token that is meant for another client, " + shown(claims.getValue("aud"));
        }
        if (expires == null || !expires.isAfter(now.minus(CLOCKS_DIFFER))) {
            return "sent an ID token that " + (expires == null ? "never ends" : "ended on " + Moment.words(expires) + "; if that is now, one of the two clocks is wrong");
        }
        if (issued != null && issued.isAfter(now.plus(CLOCKS_DIFFER))) {
            return "sent an ID token of " + Moment.words(issued) + ", which is still to come; one of the two clocks is wrong";
        }
        if (!nonce.equals(claims.getValue("nonce"))) {
            return "sent an ID token that does not belong to this sign-in";
        }
        if (!(claims.getValue("sub") instanceof String subject) || subject.isBlank() || subject.length() > 255) {
            return "sent an ID token that names nobody";
        }
        return null;
    }

    private boolean isForUs(@Nullable Object audience) {
        return switch (audience) {
            case String one -> one.equals(settings.clientId());
            case JsonArray several -> several.contains(settings.clientId());
            case null, default -> false;
        };
    }

    private static @Nullable Instant time(JsonObject claims, String name) { return claims.getValue(name) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null; }

    private static String shown(@Nullable Object value) {
        var text = String.valueOf(value).replaceAll("\\p{Cntrl}+", " ");
        return "\"" + text.substring(0, Math.min(text.length(), 100)) + "\"";
    }

    /// The administrator should know of it, too.
    static ProblemException lie(OpenIdSettings settings, String deed) {
        var sentence = settings.name() + " at " + settings.issuer() + " " + deed + ". Nobody was signed in; tell an administrator if it happens again";
        LOG.warn(sentence);
        return new ProblemException(Problem.Kind.SIGN_IN, "", sentence);
    }
}
