package gannet.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An author's client, spoken to over real HTTP by a server that answers what it was told to.
class DeliveryTest {
    private static final String HASH = "abc123";
    private static final String TOKEN = "gnt_secret";

    @TempDir Path folder;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpServer http;

    private record Answer(int status, String body) {}

    DeliveryTest() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach void start() {
        http.createContext("/", this::answer);
        http.start();
    }

    @AfterEach void stop() { http.stop(0); }

    @Test void followsAPluginUntilItIsVerified() throws IOException {
        answers.addAll(List.of(plugin("WAITING", ""), plugin("VERIFYING", ""), plugin("READY",
                ",\"checks\":[{\"variant\":\"my-gan\",\"name\":\"trains\",\"passed\":true,\"words\":\"\"}],\"libraries\":[\"left-pad 1.0\"],\"licence\":\"Apache-2.0\"")));

        assertThat(deliver(false)).isTrue();
        assertThat(asked).containsExactly("POST /api/v1/plugins?name=my-gan-1.0.0.jar the jar's bytes", "GET /api/v1/plugins/abc123 ", "GET /api/v1/plugins/abc123 ");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("my-gan 1.0.0: waiting", "my-gan 1.0.0: verifying", "my-gan 1.0.0: ready", "ok      my-gan trains",
                "brings  left-pad 1.0", "SHA-256 abc123, licence Apache-2.0", "It waits for an administrator");
    }

    @Test void approvesWhatWasVerifiedIfAsked() throws IOException {
        answers.addAll(List.of(plugin("READY", ""), plugin("INSTALLED", "")));

        assertThat(deliver(true)).isTrue();
        assertThat(asked).last().isEqualTo("POST /api/v1/plugins/abc123/approve {}");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("my-gan 1.0.0: installed");
    }

    @Test void approvesNothingThatIsInstalledAlready() throws IOException {
        answers.add(plugin("INSTALLED", ""));

        assertThat(deliver(true)).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test void tellsWhyAPluginWasRefused() throws IOException {
        answers.add(plugin("REFUSED", ",\"reason\":\"It opened a socket.\",\"checks\":[{\"variant\":\"my-gan\",\"name\":\"trains\",\"passed\":false,\"words\":\"NaN at step 3\"}]"));

        assertThat(deliver(true)).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("failed  my-gan trains: NaN at step 3", "It opened a socket.");
    }

    @Test void takesAwayABuildThatNobodyLaunchedAndNoOther() throws IOException {
        answers.addAll(List.of(plugin("INSTALLED", ""), new Answer(200, ""), plugin("INSTALLED", ",\"runs\":2")));

        try (var server = server()) {
            var delivery = new Delivery(server, new PrintStream(printed, true, StandardCharsets.UTF_8));
            var replaced = new PluginState("my-gan", "1.0.0", HASH, "INSTALLED", null, null, null, null, null, 0);
            delivery.discard(replaced);
            delivery.discard(replaced);
        }
        assertThat(asked).containsExactly("GET /api/v1/plugins/abc123 ", "DELETE /api/v1/plugins/abc123 ", "GET /api/v1/plugins/abc123 ");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("my-gan 1.0.0 stays beside it: 2 runs were launched with it.");
    }

    @Test void passesOnAllThatIsWrongWithAnUpload() {
        answers.add(new Answer(400, "{\"detail\":\"both\",\"problems\":[{\"message\":\"It has no licence.\"},{\"message\":\"It has no variant.\"}]}"));

        assertThatThrownBy(() -> deliver(false)).hasMessageContainingAll("It has no licence.", "It has no variant.");
    }

    @Test void saysWhatToDoAboutATokenThatIsNotKnown() {
        answers.add(new Answer(401, "{}"));

        assertThatThrownBy(() -> deliver(false)).hasMessageContaining("does not know this token; make one on its page Your account");
    }

    @Test void saysThatNobodyAnswers() {
        http.stop(0);

        assertThatThrownBy(() -> deliver(false)).hasMessageContaining("is the server running there?");
    }

    @Test void wantsAnAddress() {
        assertThatThrownBy(() -> new Server("localhost", TOKEN)).hasMessage("--server is an address such as http://127.0.0.1:8080, not \"localhost\".");
    }

    private boolean deliver(boolean approving) throws IOException {
        var bundle = Files.writeString(folder.resolve("my-gan-1.0.0.jar"), "the jar's bytes");
        try (var server = server()) {
            return new Delivery(server, new PrintStream(printed, true, StandardCharsets.UTF_8)).deliver(bundle, approving).isGood();
        }
    }

    private Server server() { return new Server("http://127.0.0.1:" + http.getAddress().getPort() + "/", TOKEN); }

    private static Answer plugin(String state, String more) {
        return new Answer(200, "{\"id\":\"my-gan\",\"version\":\"1.0.0\",\"sha256\":\"" + HASH + "\",\"state\":\"" + state + "\"" + (more.contains("runs") ? "" : ",\"runs\":0") + more + "}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var answer = Objects.requireNonNull(answers.poll(), "asked more often than answers were told");
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
