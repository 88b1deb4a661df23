package gannet.ui.account;

import java.util.regex.Pattern;

/// Where somebody wanted to go before signing in. Only a path on this server: an address of another one would let a link
/// send people anywhere.
final class ReturnPath {
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    private ReturnPath() {}

    static String of(String asked) { return LOCAL.matcher(asked).matches() && !asked.startsWith("/sign-in") && !asked.startsWith("/welcome") ? asked : "/"; }
}
