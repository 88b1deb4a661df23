package gannet.server.http;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who is at the other end, and whether a browser was led here by another site.
///
/// @param publicUrl what people type if a proxy stands in front; empty if none does, and then nobody's word about
///     addresses is taken
record Callers(String publicUrl) {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// The other end, or whom the proxy on this machine says it speaks for.
    String address(HttpServerRequest request) {
        var direct = direct(request);
        if (publicUrl.isEmpty() || !isLoopback(direct)) {
            return direct;
        }
        var forwarded = Optional.ofNullable(request.getHeader("X-Forwarded-For")).orElse("");
        var last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() ? direct : last;
    }

    boolean isSecure(HttpServerRequest request) { return request.isSSL() || publicUrl.toLowerCase(Locale.ROOT).startsWith("https:"); }

    /// From this machine, and not by way of a proxy that runs on it.
    boolean isOnThisMachine(HttpServerRequest request) {
        return isLoopback(direct(request)) && request.getHeader("X-Forwarded-For") == null && request.getHeader("Forwarded") == null
                && request.getHeader("Via") == null;
    }

    /// The scheme and authority by which the browser knows us.
    String origin(HttpServerRequest request) {
        if (!publicUrl.isEmpty()) {
            var url = URI.create(publicUrl);
            return url.getScheme() + "://" + url.getRawAuthority();
        }
        return (request.isSSL() ? "https://" : "http://") + authority(request);
    }

    static String authority(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).map(HostAndPort::toString).orElse("");
    }

    /// Browsers send a person's cookie along with what other sites make them ask, and say so in one of two headers.
    /// Programs send neither header, and no cookie that they were not given.
    void refuseForeign(HttpServerRequest request) {
        if (SAFE.contains(request.method())) {
            return;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader("Origin");
        var ours = site != null ? site.equals("same-origin") || site.equals("none") : origin == null || origin.equalsIgnoreCase(origin(request));
        if (!ours) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Another site (" + (origin == null ? site : origin)
                    + ") asked for this in your name; do it from Gannet's own pages. If a proxy stands in front of Gannet, give its address as --public-url");
        }
    }

    private static String direct(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress()).map(address -> String.valueOf(address.hostAddress())).orElse("");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress(); // digits alone, so nothing is looked up
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
