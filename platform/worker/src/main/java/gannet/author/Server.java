package gannet.author;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running Gannet, as an author's computer sees it: uploads a plugin, follows its verification, approves it.
final class Server implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String address;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private record Refusal(@Nullable String detail, @Nullable List<Sentence> problems) {
        record Sentence(@Nullable String message) {}
    }

    /// @param address such as http://127.0.0.1:8080    @param token of an administrator, made on the page Your account
    Server(String address, String token) {
        this.address = address.replaceAll("/+$", "");
        this.token = token;
        if (!this.address.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw ProblemException.user("--server", "--server is an address such as http://127.0.0.1:8080, not \"" + address + "\".");
        }
    }

    /// The server may know the same bytes already, and then says how far they are.
    PluginState upload(Path bundle) throws IOException {
        var name = URLEncoder.encode(String.valueOf(bundle.getFileName()), StandardCharsets.UTF_8);
        return answered(request("/api/v1/plugins?name=" + name).header("Content-Type", "application/java-archive").POST(BodyPublishers.ofFile(bundle)));
    }

    /// Asks until the server has verified or refused it.
    ///
    /// @param changed told of every state on the way
    PluginState settled(PluginState uploaded, Consumer<PluginState> changed) throws IOException {
        var known = uploaded;
        changed.accept(known);
        while (!known.isSettled()) {
            CompletableFuture.supplyAsync(() -> "", CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)).join();
            var now = find(uploaded.sha256());
            if (!now.state().equals(known.state())) {
                changed.accept(now);
            }
            known = now;
        }
        return known;
    }

    PluginState find(String sha256) throws IOException { return answered(request("/api/v1/plugins/" + sha256).GET()); }

    void remove(PluginState plugin) throws IOException { answer(request("/api/v1/plugins/" + plugin.sha256()).DELETE()); }

    PluginState approve(PluginState ready) throws IOException {
        return answered(request("/api/v1/plugins/" + ready.sha256() + "/approve").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).header("Authorization", "Bearer " + token).header("Accept", "application/json");
    }

    private PluginState answered(HttpRequest.Builder request) throws IOException { return Json.read("The answer of " + address, answer(request), PluginState.class); }

    private String answer(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw refused(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "There is no answer from " + address + " (" + e + "); is the server running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "Waiting for " + address + " was interrupted", e);
        }
    }

    private ProblemException refused(int status, String body) {
        if (status == 401) {
            return ProblemException.user("--token", address + " does not know this token; make one on its page Your account, for an administrator, and give it by --token.");
        }
        if (body.startsWith("{")) {
            var refusal = Json.read("The answer of " + address, body, Refusal.class);
            if (refusal.problems() != null && !refusal.problems().isEmpty()) {
                return new ProblemException(refusal.problems().stream().map(each -> Problem.user("", String.valueOf(each.message()))).toList());
            }
            if (refusal.detail() != null) {
                return ProblemException.user("", refusal.detail());
            }
        }
        return ProblemException.user("--server", address + " answered with " + status + ", which no Gannet of this version does; is it one?");
    }

    @Override public void close() { http.close(); }
}
