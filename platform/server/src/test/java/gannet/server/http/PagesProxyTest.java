package gannet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.account.Accounts;
import gannet.server.account.ManualClock;
import gannet.server.storage.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The front before a plain server that stands where the pages are.
class PagesProxyTest {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final AtomicLong RECEIVED = new AtomicLong();

    @TempDir static Path folder;
    static TestDatabase database;
    static Vertx vertx;
    static HttpServer pages;
    static Front front;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        var meters = new Meters();
        vertx = meters.vertx();
        pages = vertx.createHttpServer().requestHandler(PagesProxyTest::answer)
                .webSocketHandler(socket -> {
                    socket.writeTextMessage("secret: " + socket.headers().get("Gannet-Secret") + ", for: " + socket.headers().get("X-Forwarded-For"));
                    socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
                })
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        front = Front.start(vertx, new Front.Address("127.0.0.1", 0, "", folder, 1 << 20),
                new Front.Behind(Accounts.open(database.storage(), new ManualClock(), (transaction, person) -> {}), meters, Map.of(), List.of(),
                        Optional.of(new PagesOrigin(pages.actualPort(), "Gannet-Secret", "hush"))));
    }

    @AfterAll
    static void stop() {
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    static void answer(HttpServerRequest request) {
        if (request.path().equals("/upload")) {
            request.handler(part -> RECEIVED.addAndGet(part.length()));
            request.endHandler(end -> request.response().end(String.valueOf(RECEIVED.get())));
            return;
        }
        var text = new StringBuilder(request.method() + " " + request.uri() + "\n");
        request.headers().forEach(header -> text.append(header.getKey()).append(": ").append(header.getValue()).append('\n'));
        request.response().putHeader("Set-Cookie", "gannet_pages=1; Path=/").end(text.toString());
    }

    static URI uri(String scheme, String path) { return URI.create(scheme + "://127.0.0.1:" + front.port() + path); }

    @Test
    void handsOnWhatIsNotItsOwnWithTheSecret() throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(uri("http", "/runs/12?step=40")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("GET /runs/12?step=40").containsIgnoringCase("gannet-secret: hush")
                .containsIgnoringCase("x-forwarded-for: 127.0.0.1").containsIgnoringCase("x-forwarded-proto: http")
                .containsIgnoringCase("x-forwarded-host: 127.0.0.1:" + front.port());
        assertThat(answer.headers().firstValue("Set-Cookie")).contains("gannet_pages=1; Path=/");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void believesNothingThatTheBrowserSaysAboutItself() throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(uri("http", "/"))
                .header("X-Forwarded-For", "203.0.113.7").header("Forwarded", "for=203.0.113.7").header("X-Forwarded-Prefix", "/evil")
                .header("Gannet-Secret", "guess").build(), BodyHandlers.ofString());

        assertThat(answer.body()).doesNotContain("203.0.113.7").doesNotContain("/evil").doesNotContain("guess");
    }

    @Test
    void carriesWebSocketsBothWays() throws Exception {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        var socket = CLIENT.newWebSocketBuilder().buildAsync(uri("ws", "/push"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                if (!first.complete(text.toString())) {
                    second.complete(text.toString());
                }
                from.request(1);
                return CompletableFuture.completedStage(null);
            }
        }).get(10, TimeUnit.SECONDS);

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("secret: hush, for: 127.0.0.1");
        socket.sendText("gannet", true);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("echo gannet");
        socket.abort();
    }

    @Test
    void letsUploadsThroughWithoutKeepingThem() throws Exception {
        long size = 200L << 20;
        var answer = CLIENT.send(HttpRequest.newBuilder(uri("http", "/upload")).POST(BodyPublishers.ofInputStream(() -> new Zeros(size))).build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo(String.valueOf(size));
    }

    /// So many zero bytes, made as they are read.
    static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) { this.left = left; }

        @Override
        public int read() { return left-- > 0 ? 0 : -1; }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
