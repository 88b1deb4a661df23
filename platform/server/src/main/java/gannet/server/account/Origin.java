package gannet.server.account;

/// Where somebody signs in from.
///
/// @param browser what the browser says of itself; empty if it says nothing
public record Origin(String address, String browser) {
    static final Origin NOWHERE = new Origin("", "");
}
