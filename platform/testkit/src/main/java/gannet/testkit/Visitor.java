package gannet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// Somebody who is signed in and speaks REST to a running server.
public final class Visitor {
    /// The administrator's, and those of colleagues.
    public static final String PASSWORD = "sea birds dive deep";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final String cookie;

    private Visitor(URI server, String cookie) {
        this.server = server;
        this.cookie = cookie;
    }

    /// The status of an answer and what it says.
    public record Answer(int status, JsonNode body) {}

    /// Makes the administrator's account by the one-time link, and signs in.
    public static Visitor first(Workbench workbench) {
        var link = link(workbench).toString();
        var stranger = new Visitor(workbench.address(), "");
        var answer = stranger.send(stranger.request("/api/v1/first-administrator", Map.of(
                "token", link.substring(link.indexOf("token=") + 6), "name", "Ada", "email", "ada@example.org", "password", PASSWORD)));
        return new Visitor(workbench.address(), answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    }

    /// Signs in with [#PASSWORD].
    public static Visitor signedIn(Workbench workbench, String email) {
        var stranger = new Visitor(workbench.address(), "");
        var answer = stranger.send(stranger.request("/api/v1/session", Map.of("email", email, "password", PASSWORD)));
        return new Visitor(workbench.address(), answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    }

    /// It is printed behind the address.
    private static URI link(Workbench workbench) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var link = workbench.firstLink();
            if (link.isPresent()) {
                return link.get();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new IllegalStateException("The server printed no link for the administrator:\n" + workbench.said());
    }

    /// The same person at another server that has the same data.
    public Visitor at(Workbench workbench) { return new Visitor(workbench.address(), cookie); }

    public Answer get(String path) { return answer(request(path).GET().build()); }

    public Answer post(String path, Object body) { return answer(request(path, body)); }

    public Answer put(String path, Object body) {
        return answer(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(Json.text(body))).build());
    }

    /// Sends a file as the request's body.
    public Answer upload(String path, byte[] file) { return answer(request(path).header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(file)).build()); }

    public Answer delete(String path) { return answer(request(path).DELETE().build()); }

    public byte[] bytes(String path) {
        try {
            return client.send(request(path).GET().build(), BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Listens to server-sent events until a line holds these words.
    ///
    /// @param lastEvent the last one that is known
    public List<String> listen(String path, String lastEvent, String words) {
        var heard = new ArrayList<String>();
        try (var lines = client.send(request(path).header("Last-Event-ID", lastEvent).GET().build(), BodyHandlers.ofLines()).body()) {
            for (var line = lines.iterator(); line.hasNext(); ) {
                heard.add(line.next());
                if (heard.getLast().contains(words)) {
                    return heard;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(path + " ended without saying " + words + "; it said\n" + String.join("\n", heard));
    }

    /// Looks until what is there is as hoped.
    ///
    /// @throws IllegalStateException with what is there, if that never comes
    public JsonNode await(String path, Predicate<JsonNode> hoped) {
        var end = Instant.now().plus(PATIENCE);
        var last = get(path);
        while (!hoped.test(last.body())) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(path + " never became as hoped; it says " + last);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            last = get(path);
        }
        return last.body();
    }

    /// The id of a data set, once it is there.
    ///
    /// @param project its id    @param name such as "Painted shapes"
    public String dataSet(String project, String name) {
        return named(await("/api/v1/projects/" + project + "/datasets", sets -> named(sets, name).isPresent()), name).orElseThrow().get("id").asText();
    }

    private static Optional<JsonNode> named(JsonNode sets, String name) {
        return StreamSupport.stream(sets.spliterator(), false).filter(set -> set.get("name").asText().equals(name)).findFirst();
    }

    private Answer answer(HttpRequest request) {
        var response = send(request);
        var body = response.body();
        return new Answer(response.statusCode(), body.startsWith("{") || body.startsWith("[") ? Json.read("answer", body, JsonNode.class) : Json.tree(body));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path, Object body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(Json.text(body))).build();
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
        return cookie.isEmpty() ? builder : builder.header("Cookie", cookie);
    }
}
