package gannet.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands to the pages' own server what is not ours to answer, websockets and uploads included, part by part as it comes.
final class PagesProxy {
    /// More browsers than this wait for a moment; each open page keeps one connection for its push.
    private static final int CONNECTIONS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(PagesProxy.class);

    private final HttpProxy proxy;

    PagesProxy(Vertx vertx, PagesOrigin origin, Callers callers) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(60).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(true), client)
                .origin(context -> client.request(new RequestOptions().setHost("127.0.0.1").setPort(origin.port()))
                        .onSuccess(request -> request.exceptionHandler(broken -> LOG.debug("A connection to the pages broke: {}", broken.toString()))))
                .addInterceptor(new Introduction(origin, callers), true);
    }

    void handle(HttpServerRequest request) { proxy.handle(request); }

    /// Says who asks, and that we do. What the browser itself says about that is dropped.
    private record Introduction(PagesOrigin origin, Callers callers) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            var request = context.request();
            var original = request.proxiedRequest();
            var address = callers.address(original);
            var known = callers.origin(original);
            var headers = request.headers();
            List.copyOf(headers.names()).stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-") || name.equalsIgnoreCase("Forwarded")
                            || name.equalsIgnoreCase("X-Real-IP") || name.equalsIgnoreCase(origin.secretHeader()))
                    .forEach(headers::remove);
            headers.set(origin.secretHeader(), origin.secret());
            headers.set("X-Forwarded-For", address);
            headers.set("X-Forwarded-Proto", known.substring(0, known.indexOf(':')));
            headers.set("X-Forwarded-Host", known.substring(known.indexOf("://") + 3));
            return context.sendRequest();
        }
    }
}
