package gannet.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// One way to the provider and back. The browser keeps the secret from which all else follows, so any server can finish what
/// another began, and nobody can finish in one browser what was begun in another.
///
/// @param to the page that was wanted
record OpenIdAttempt(String secret, String to) {
    static OpenIdAttempt begin(String to) { return new OpenIdAttempt(Tokens.next(), to); }

    /// Empty if the cookie is not one of ours.
    static Optional<OpenIdAttempt> of(String cookie) {
        var parts = cookie.split("\\.", -1);
        if (parts.length != 2 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenIdAttempt(parts[0], new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String cookie() { return secret + "." + encoded(to.getBytes(StandardCharsets.UTF_8)); }

    String state() { return derived("state"); }

    String nonce() { return derived("nonce"); }

    /// Of PKCE: only who began can redeem the code.
    String verifier() { return derived("verifier"); }

    String challenge() { return encoded(Tokens.hash(verifier())); }

    boolean isAnsweredBy(String state) { return MessageDigest.isEqual(state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)); }

    private String derived(String what) { return encoded(Tokens.hash(what + ":" + secret)); }

    private static String encoded(byte[] bytes) { return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes); }

    @Override public String toString() { return "OpenIdAttempt[" + to + "]"; }
}
