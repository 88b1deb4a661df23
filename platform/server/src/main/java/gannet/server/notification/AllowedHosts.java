package gannet.server.notification;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The hosts that webhooks may name, as the administrator lists them: `hooks.example.org`, `*.example.net`, `10.1.2.3:8080`.
/// Without a port, 80 and 443 are meant. Whoever types a webhook's address makes this server knock somewhere, so nothing is
/// allowed that is not listed, and a listed name must not lead to where its owner has no business.
final class AllowedHosts {
    private static final Pattern ENTRY = Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\])(?::(\\d{1,5}))?");

    /// @param port 0 for 80 and 443
    private record Entry(String host, boolean below, int port) {
        boolean allows(String name, int itsPort) {
            return (below ? name.endsWith("." + host) : name.equals(host)) && (port == 0 ? itsPort == 80 || itsPort == 443 : itsPort == port);
        }

        @Override public String toString() { return (below ? "*." : "") + host + (port == 0 ? "" : ":" + port); }
    }

    private final List<Entry> entries;

    private AllowedHosts(List<Entry> entries) { this.entries = List.copyOf(entries); }

    /// @param list of the setting `webhook-hosts`: with commas, empty for none
    static AllowedHosts of(String list) {
        var entries = new ArrayList<Entry>();
        var problems = new ArrayList<Problem>();
        for (var word : list.split(",", -1)) {
            var entry = word.strip().toLowerCase(Locale.ROOT);
            var matcher = ENTRY.matcher(entry);
            if (entry.isEmpty()) {
                continue;
            }
            int port = matcher.matches() && matcher.group(4) != null ? Integer.parseInt(matcher.group(4)) : 0;
            if (!matcher.matches() || port > 65535) {
                problems.add(Problem.user("webhook-hosts", "webhook-hosts lists hosts such as hooks.example.org, *.example.org or 10.1.2.3:8080, separated by commas, not \"" + word.strip() + "\""));
                continue;
            }
            entries.add(new Entry(matcher.group(2), matcher.group(1) != null, port));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new AllowedHosts(entries);
    }

    List<String> names() { return entries.stream().map(Entry::toString).toList(); }

    /// Why no message may go there, whatever the name leads to.
    Optional<String> refusal(URI address) {
        if (entry(address).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(entries.isEmpty() ? "This server sends to no webhook; an administrator allows hosts with --webhook-hosts."
                : "This server does not send to " + host(address) + (address.getPort() < 0 ? "" : ":" + address.getPort()) + ", only to " + String.join(", ", names())
                        + "; an administrator allows more with --webhook-hosts.");
    }

    /// Why no message may go to this address, to which the name leads. A machine's own addresses and those of its link must be
    /// listed as they are; private ones need a name that is listed itself, because names below a star are made by others.
    Optional<String> refusal(URI address, InetAddress found) {
        var entry = entry(address);
        if (entry.isEmpty()) {
            return refusal(address);
        }
        boolean isListedItself = entry.get().host().equals("localhost") || isLiteral(host(address));
        boolean isOurs = found.isLoopbackAddress() || found.isLinkLocalAddress() || found.isAnyLocalAddress() || found.isMulticastAddress();
        if (isListedItself || !isOurs && !(entry.get().below() && isPrivate(found))) {
            return Optional.empty();
        }
        return Optional.of("%s leads to %s, which is an address %s; nothing is sent there unless an administrator lists %s in --webhook-hosts.".formatted(
                host(address), found.getHostAddress(), isOurs ? "of this machine or its link" : "inside a private network", isOurs ? "that address" : "this name without a star"));
    }

    private Optional<Entry> entry(URI address) {
        int port = address.getPort() >= 0 ? address.getPort() : "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
        var host = host(address);
        // a name that is listed itself says more than a star
        return entries.stream().filter(entry -> entry.allows(host, port)).min((a, b) -> Boolean.compare(a.below(), b.below()));
    }

    private static String host(URI address) { return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT); }

    private static boolean isLiteral(String host) { return host.startsWith("[") || host.matches("[0-9.]+"); }

    private static boolean isPrivate(InetAddress found) {
        var bytes = found.getAddress();
        return found.isSiteLocalAddress() || bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC
                || bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    }
}
