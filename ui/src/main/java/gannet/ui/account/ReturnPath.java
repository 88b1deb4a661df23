package gannet.ui.account;

import java.util.List;
import java.util.regex.Pattern;

/// Where somebody wanted to go before signing in. Only a path on this server: an address of another one would let a link
/// send people anywhere.
final class ReturnPath {
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    /// They would lead round in a circle.
    private static final List<String> DOORS = List.of("/sign-in", "/welcome", "/openid", "/reset");

    private ReturnPath() {}

    static String of(String asked) { return LOCAL.matcher(asked).matches() && DOORS.stream().noneMatch(asked::startsWith) ? asked : "/"; }
}
