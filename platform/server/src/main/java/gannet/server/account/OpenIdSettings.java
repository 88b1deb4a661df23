package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The administrator's OpenID Connect provider.
///
/// @param issuer without a slash at its end    @param name how people call it    @param secret empty for a public client
/// @param groupsClaim where it names a person's groups
record OpenIdSettings(String issuer, String name, String clientId, String secret, String groupsClaim, List<Grant> grants) {
    /// What belonging to a group gives.
    record Grant(String group, String team, Role role) {}

    OpenIdSettings {
        grants = List.copyOf(grants);
    }

    /// The secret stays out of logs.
    @Override public String toString() { return "OpenIdSettings[" + issuer + ", " + clientId + "]"; }

    /// Empty if the administrator has set up none.
    ///
    /// @throws ProblemException with everything that is wrong with what they have set up
    static Optional<OpenIdSettings> of(ServerSettings settings) {
        if (settings.oidcIssuer().isEmpty()) {
            return Optional.empty();
        }
        var problems = new ArrayList<Problem>();
        var issuer = settings.oidcIssuer().replaceFirst("/+$", "");
        if (!isSafe(issuer)) {
            problems.add(Problem.user("oidc-issuer", "oidc-issuer must be the provider's address, such as https://login.example.org/realms/team, not \"" + settings.oidcIssuer()
                    + "\"; http will do on this machine alone"));
        }
        if (settings.oidcClientId().isBlank()) {
            problems.add(Problem.user("oidc-client-id", "oidc-client-id is missing: the name by which the provider knows this Gannet"));
        }
        var secret = secret(settings.oidcClientSecretFile(), problems);
        var grants = grants(settings.oidcGroups(), problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Optional.of(new OpenIdSettings(issuer, settings.oidcName(), settings.oidcClientId(), secret, settings.oidcGroupsClaim(), grants));
    }

    private static boolean isSafe(String issuer) {
        try {
            var address = URI.create(issuer);
            return address.getHost() != null && address.getQuery() == null && address.getFragment() == null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()) && InetAddress.getByName(address.getHost()).isLoopbackAddress());
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }

    private static String secret(String file, List<Problem> problems) {
        if (file.isEmpty()) {
            return "";
        }
        try {
            var secret = Files.readString(Path.of(file)).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
            problems.add(Problem.user("oidc-client-secret-file", "oidc-client-secret-file names " + file + ", which is empty"));
        } catch (IOException | InvalidPathException e) {
            problems.add(Problem.user("oidc-client-secret-file", "oidc-client-secret-file names " + file + ", which cannot be read: " + e.getMessage()));
        }
        return "";
    }

    private static List<Grant> grants(String text, List<Problem> problems) {
        var grants = new ArrayList<Grant>();
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            int colon = part.lastIndexOf(':');
            var role = part.substring(colon + 1).strip().toUpperCase(Locale.ROOT);
            if (part.isBlank()) {
                continue;
            }
            if (equals < 0 || part.substring(0, equals).isBlank() || colon < equals || part.substring(equals + 1, colon).isBlank() || Arrays.stream(Role.values()).noneMatch(one -> one.name().equals(role))) {
                problems.add(Problem.user("oidc-groups", "oidc-groups says which group joins which team as what, such as \"gan-team=First team:MEMBER\", with commas between, not \""
                        + part.strip() + "\"; roles are " + String.join(", ", Arrays.stream(Role.values()).map(Role::name).toList())));
                continue;
            }
            grants.add(new Grant(part.substring(0, equals).strip(), part.substring(equals + 1, colon).strip(), Role.valueOf(role)));
        }
        return grants;
    }
}
