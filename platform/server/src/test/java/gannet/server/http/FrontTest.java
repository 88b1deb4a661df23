package gannet.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.ManualClock;
import gannet.server.storage.TestDatabase;
import gannet.server.team.RoutesOfTeams;
import gannet.server.team.Teams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontTest {
    static final String PASSWORD = "sea birds dive deep";
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final AtomicBoolean PART_IS_UP = new AtomicBoolean(true);
    static final CountDownLatch LISTENER_GONE = new CountDownLatch(1);

    @TempDir static Path folder;
    static TestDatabase database;
    static Vertx vertx;
    static Front front;
    static String cookie;

    record Echo(String word, int number) {}

    record Several(List<String> words) {}

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        var clock = new ManualClock();
        var teams = new Teams(database.storage(), clock);
        var accounts = Accounts.open(database.storage(), clock, teams::settleFirst);
        cookie = Accounts.COOKIE + "=" + accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", PASSWORD).token();
        var meters = new Meters();
        vertx = meters.vertx();
        front = Front.start(vertx, new Front.Address("127.0.0.1", 0, "", folder.resolve("uploads"), 1 << 20),
                new Front.Behind(accounts, meters, Map.of("database", database.storage()::answers, "part", PART_IS_UP::get),
                        Map.of("disk", () -> "1 MB of 64 MB are free", "sky", () -> ""),
                        List.of(RoutesOfTeams.over(database.storage(), clock), FrontTest::mount), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    static void mount(Api api) {
        api.post("/echo", call -> call.body(Echo.class));
        api.post("/several", call -> call.body(Several.class));
        api.get("/echo/:number", call -> Map.of("number", call.number("number"), "side", call.number("side", 64, 1, 512)));
        api.get("/fails", call -> {
            throw new IllegalStateException("the secret of the house");
        });
        api.get("/missing", call -> {
            throw new ProblemException(List.of(Problem.user("imageSize", "imageSize must be a power of two"), Problem.user("seed", "seed is odd")));
        });
        api.get("/thread", call -> Thread.currentThread().isVirtual());
        api.upload("/upload", (call, file) -> Map.of("bytes", Files.size(file)));
        api.live("/live", call -> null, (call, events) -> {
            events.send("said", Map.of("step", 1));
            events.send("said", Map.of("step", 2));
            return LISTENER_GONE::countDown;
        });
        api.open(HttpMethod.GET, "/open", call -> Answer.text("hello"));
    }

    static HttpRequest.Builder request(String path) { return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path)); }

    static HttpRequest.Builder signedIn(String path) { return request(path).header("Cookie", cookie); }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> post(String path, Object body) {
        return send(signedIn(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body instanceof String text ? text : Json.text(body))));
    }

    static JsonNode json(HttpResponse<String> response) { return Json.read("answer", response.body(), JsonNode.class); }

    static void isProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).get("status").asInt()).isEqualTo(status);
        assertThat(json(response).get("detail").asText()).contains(detail);
    }

    @Test
    void signsInAndOut() {
        var answer = send(request("/api/v1/session").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"ada@example.org\",\"password\":\"" + PASSWORD + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).startsWith("gannet_session=").containsIgnoringCase("HttpOnly").contains("SameSite=Lax").contains("Path=/").contains("Max-Age=2592000");
        var mine = set.substring(0, set.indexOf(';'));

        assertThat(json(send(request("/api/v1/me").header("Cookie", mine))).get("name").asText()).isEqualTo("Ada");
        assertThat(send(request("/api/v1/session").header("Cookie", mine).DELETE()).statusCode()).isEqualTo(204);
        isProblem(send(request("/api/v1/me").header("Cookie", mine)), 401, "Sign in first");
    }

    @Test
    void refusesAWrongPassword() {
        isProblem(send(request("/api/v1/session").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"ada@example.org\",\"password\":\"guess\"}"))), 401, "do not fit together");
    }

    @Test
    void aRouteIsClosedUnlessItSaysOtherwise() {
        isProblem(send(request("/api/v1/projects")), 401, "Sign in first");
        assertThat(send(request("/api/v1/open")).body()).isEqualTo("hello");
    }

    @Test
    void listsProjects() {
        assertThat(json(send(signedIn("/api/v1/projects"))).get(0).get("name").asText()).isEqualTo("First project");
    }

    @Test
    void refusesWhatAnotherSiteAsksFor() {
        isProblem(send(signedIn("/api/v1/echo").header("Content-Type", "application/json").header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{}"))), 403, "Another site (https://evil.example)");
        isProblem(send(signedIn("/api/v1/echo").header("Content-Type", "application/json").header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("{}"))), 403, "Another site");
        isProblem(send(signedIn("/api/v1/session").header("Sec-Fetch-Site", "same-site").DELETE()), 403, "Another site");
    }

    @Test
    void acceptsWhatItsOwnPagesAskFor() {
        assertThat(send(signedIn("/api/v1/echo").header("Content-Type", "application/json").header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("{\"word\":\"gannet\",\"number\":3}"))).body()).isEqualTo("{\"word\":\"gannet\",\"number\":3}");
        assertThat(send(signedIn("/api/v1/echo").header("Content-Type", "application/json").header("Origin", "http://127.0.0.1:" + front.port())
                .POST(BodyPublishers.ofString("{\"word\":\"gannet\",\"number\":3}"))).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhereJsonIsMalformed() {
        isProblem(post("/api/v1/echo", "{\"word\": oops}"), 400, "is not the JSON expected here (line 1");
        isProblem(post("/api/v1/echo", ""), 400, "is not the JSON expected here");
        isProblem(post("/api/v1/echo", "null"), 400, "not null");
        isProblem(post("/api/v1/echo", "{\"number\":\"many\"}"), 400, "is not the JSON expected here");
        isProblem(post("/api/v1/several", "{\"words\":[\"gannet\",null]}"), 400, "\"words.[1]\" must be a text");
        isProblem(send(signedIn("/api/v1/echo").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))), 400, "Content-Type: application/json");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        isProblem(post("/api/v1/echo", Map.of("word", "x".repeat(2 << 20))), 413, "larger than 1 MB");
    }

    @Test
    void readsNumbersFromPathAndQuery() {
        assertThat(send(signedIn("/api/v1/echo/7?side=128")).body()).contains("\"number\":7").contains("\"side\":128");
        isProblem(send(signedIn("/api/v1/echo/seven")), 400, "number must be a whole number, not \"seven\"");
        isProblem(send(signedIn("/api/v1/echo/7?side=9999")), 400, "side must be a whole number from 1 to 512, not \"9999\"");
    }

    @Test
    void tellsAllProblemsWithTheirPlaces() {
        var problems = json(send(signedIn("/api/v1/missing"))).get("problems");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).get("where").asText()).isEqualTo("imageSize");
        assertThat(problems.get(1).get("message").asText()).isEqualTo("seed is odd");
    }

    @Test
    void keepsItsOwnFaultsToItself() {
        var answer = send(signedIn("/api/v1/fails"));
        isProblem(answer, 500, "incident");
        assertThat(answer.body()).doesNotContain("the secret of the house").doesNotContain("IllegalState");
        assertThat(json(answer).get("incident").asText()).matches("[0-9a-f]{8}");
    }

    @Test
    void saysWhatIsNotThere() {
        isProblem(send(signedIn("/api/v1/nothing")), 404, "There is nothing at GET /api/v1/nothing");
        isProblem(send(request("/api/v2/me")), 404, "There is nothing at GET /api/v2/me");
        isProblem(send(request("/nothing")), 404, "There is nothing at GET /nothing");
    }

    @Test
    void routesMayBlock() {
        assertThat(send(signedIn("/api/v1/thread")).body()).isEqualTo("true");
    }

    @Test
    void everyAnswerProtectsTheBrowser() {
        for (var path : List.of("/api/v1/me", "/api/v1/nothing", "/health")) {
            var headers = send(signedIn(path)).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void takesUploadsUpToTheLimit() throws IOException {
        assertThat(send(signedIn("/api/v1/upload").POST(BodyPublishers.ofByteArray(new byte[900_000]))).body()).isEqualTo("{\"bytes\":900000}");
        isProblem(send(signedIn("/api/v1/upload").POST(BodyPublishers.ofByteArray(new byte[3 << 20]))), 400, "The upload is larger than 1 MB");
        isProblem(send(signedIn("/api/v1/upload").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 << 20])))),
                400, "The upload is larger than 1 MB");
        isProblem(send(request("/api/v1/upload").POST(BodyPublishers.ofByteArray(new byte[900_000]))), 401, "Sign in first");
        try (var left = Files.list(folder.resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsEventsUntilTheListenerGoes() throws Exception {
        var response = CLIENT.send(signedIn("/api/v1/live").build(), BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (var lines = response.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:")).limit(2)).containsExactly("data: {\"step\":1}", "data: {\"step\":2}");
        }
        assertThat(LISTENER_GONE.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aListenerWhoHasGoneBeforeTheStreamBeginsIsLetGo() throws Exception {
        var asked = new CompletableFuture<Supplier<EventStream>>();
        var gone = new CountDownLatch(1);
        var router = Router.router(vertx);
        router.get("/").handler(context -> {
            context.request().connection().closeHandler(closed -> gone.countDown());
            var home = vertx.getOrCreateContext();
            asked.complete(() -> new EventStream(context, home, beat -> {}, Runnable::run));
        });
        var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
        try {
            Supplier<EventStream> stream;
            try (var socket = new Socket("127.0.0.1", server.actualPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                stream = asked.get(10, TimeUnit.SECONDS);
            }
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            var closed = new CountDownLatch(1);
            stream.get().opened(closed::countDown);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.close().await();
        }
    }

    @Test
    void eventsAreForPeopleWhoAreSignedIn() {
        isProblem(send(request("/api/v1/live")), 401, "Sign in first");
    }

    @Test
    void saysWhetherItIsHealthy() {
        assertThat(send(request("/health")).body()).contains("\"status\":\"UP\"").contains("\"database\":\"UP\"");
        assertThat(json(send(request("/health"))).get("warnings")).hasToString("{\"disk\":\"1 MB of 64 MB are free\"}");
        PART_IS_UP.set(false);
        try {
            var sick = send(request("/health"));
            assertThat(sick.statusCode()).isEqualTo(503);
            assertThat(sick.body()).contains("\"part\":\"DOWN\"");
        } finally {
            PART_IS_UP.set(true);
        }
    }

    @Test
    void measuresForThisMachineAlone() {
        assertThat(send(request("/metrics")).body()).contains("jvm_memory_used_bytes").contains("vertx_http_server");
        isProblem(send(request("/metrics").header("X-Forwarded-For", "203.0.113.7")), 403, "Metrics are for this machine");
        assertThat(send(signedIn("/metrics").header("X-Forwarded-For", "203.0.113.7")).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAPortIsInUse() {
        assertThatThrownBy(() -> Front.start(vertx, new Front.Address("127.0.0.1", front.port(), "", folder.resolve("other"), 1),
                new Front.Behind(Accounts.open(database.storage(), new ManualClock(), (transaction, person) -> {}), new Meters(), Map.of(), List.of(), Optional.empty())))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Port " + front.port() + " of 127.0.0.1 is in use by another program; stop that, or take another port with --port (0 takes a free one)");
    }

    @Test
    void saysThatAHostIsNotOurs() {
        assertThatThrownBy(() -> Front.start(vertx, new Front.Address("192.0.2.1", 0, "", folder.resolve("other"), 1),
                new Front.Behind(Accounts.open(database.storage(), new ManualClock(), (transaction, person) -> {}), new Meters(), Map.of(), List.of(), Optional.empty())))
                .hasMessageContaining("This machine has no address \"192.0.2.1\" to listen on");
    }
}
