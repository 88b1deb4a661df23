package gannet.server.notification;

import gannet.parameters.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Says things to webhooks, by POST. It connects to the very address that was looked at, whatever the name leads to a moment
/// later, follows no redirect, and reads only the beginning of an answer.
final class Webhooks {
    private static final int MOST_READ = 4096;
    private static final int MOST_SHOWN = 160;

    private final HttpClient client;
    private final AllowedHosts hosts;
    private final Duration patience;

    /// @param patience for everything from the connection to the answer
    Webhooks(Vertx vertx, AllowedHosts hosts, Duration patience) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setConnectTimeout((int) patience.toMillis()).setDecompressionSupported(false));
        this.hosts = hosts;
        this.patience = patience;
    }

    List<String> hosts() { return hosts.names(); }

    private record Answer(int status, String begin, String location) {}

    /// What is wrong with an address that somebody typed.
    Optional<Problem> problem(String address) {
        var uri = parsed(address);
        if (uri.isEmpty()) {
            return Optional.of(Problem.user("webhook", "webhook must be an address such as https://chat.example.org/hooks/1, not \"" + Wording.oneLine(address, 200) + "\"."));
        }
        if (uri.get().getRawUserInfo() != null) {
            return Optional.of(Problem.user("webhook", "webhook must not hold a name or a password in front of its host; messages are signed instead."));
        }
        return hosts.refusal(uri.get()).map(why -> Problem.user("webhook", why));
    }

    private static Optional<URI> parsed(String address) {
        try {
            var uri = new URI(address);
            boolean good = ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null && uri.getPort() <= 65535;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// @param delivery stays the same when it is tried again, so that a receiver can tell
    Outcome post(String address, String secret, UUID delivery, byte[] body, Instant now) {
        var problem = problem(address);
        if (problem.isPresent()) {
            return new Outcome.Failed(problem.get().message());
        }
        var uri = parsed(address).orElseThrow();
        try {
            var found = InetAddress.getByName(uri.getHost());
            var refusal = hosts.refusal(uri, found);
            return refusal.isPresent() ? new Outcome.Failed(refusal.get()) : judged(sent(uri, found, secret, delivery, body, now));
        } catch (UnknownHostException e) {
            return new Outcome.Failed("Nobody knows a host named " + uri.getHost() + ".");
        } catch (TimeoutException e) {
            return new Outcome.Failed("%s did not answer within %d s.".formatted(uri.getHost(), patience.toSeconds()));
        } catch (ExecutionException e) {
            return new Outcome.Failed("%s cannot be reached: %s".formatted(uri.getHost(), Wording.oneLine(String.valueOf(e.getCause()), MOST_SHOWN)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("The server stopped in the middle of it.");
        }
    }

    private Answer sent(URI uri, InetAddress found, String secret, UUID delivery, byte[] body, Instant now)
            throws ExecutionException, InterruptedException, TimeoutException {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions().setMethod(HttpMethod.POST).setSsl(secure).setHost(uri.getHost()).setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, found.getHostAddress()))
                .setURI(path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())).setFollowRedirects(false)
                .putHeader("Content-Type", "application/json").putHeader("User-Agent", "Gannet").putHeader("Gannet-Delivery", delivery.toString())
                .putHeader("Gannet-Time", Long.toString(now.getEpochSecond())).putHeader("Gannet-Signature", Signature.of(secret, now.getEpochSecond(), body));
        var open = new AtomicReference<HttpClientRequest>();
        var answer = client.request(options).compose(request -> {
            open.set(request);
            return request.send(Buffer.buffer(body));
        }).compose(Webhooks::begin);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            var request = open.get();
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private static Future<Answer> begin(HttpClientResponse response) {
        if (response.statusCode() / 100 == 2) {
            return Future.succeededFuture(new Answer(response.statusCode(), "", "")); // it was taken, whatever is said about it
        }
        var begin = Buffer.buffer();
        var promise = Promise.<Answer>promise();
        Runnable enough = () -> promise.tryComplete(new Answer(response.statusCode(),
                begin.getString(0, Math.min(begin.length(), MOST_READ), StandardCharsets.UTF_8.name()), Optional.ofNullable(response.getHeader("Location")).orElse("")));
        response.exceptionHandler(promise::tryFail);
        response.endHandler(_ -> enough.run());
        response.handler(part -> {
            if (begin.length() < MOST_READ) {
                begin.appendBuffer(part);
            } else {
                enough.run(); // and the connection is closed, however much there is to come
            }
        });
        return promise.future();
    }

    private static Outcome judged(Answer answer) {
        if (answer.status() / 100 == 2) {
            return new Outcome.Done("It answered " + answer.status() + ".");
        }
        if (answer.status() / 100 == 3) {
            return new Outcome.Failed("It answered %d and points to \"%s\", which is not followed; give that address itself.".formatted(
                    answer.status(), Wording.oneLine(answer.location(), MOST_SHOWN)));
        }
        var words = Wording.oneLine(answer.begin(), MOST_SHOWN);
        return new Outcome.Failed("It answered " + answer.status() + (words.isEmpty() ? "." : ": " + words));
    }
}
