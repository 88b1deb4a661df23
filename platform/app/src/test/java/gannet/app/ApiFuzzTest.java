package gannet.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.app.Place.Kind;
import gannet.parameters.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand requests made up from the server's own OpenAPI file, by everybody: each is answered as that file says, and none by a fault
/// of the server's own. The seed is printed and may be given as `-Dgannet.fuzz.seed`.
class ApiFuzzTest {
    private static final int REQUESTS = 10_000;
    private static final int CHUNK = 500;
    private static final int AT_ONCE = 8;
    private static final int MOST_READ = 20_000;
    private static final long MOST_GROWTH = 100L << 20;
    /// They would sign everybody out, and all others would be answered 401.
    private static final Set<String> ENDS_SESSIONS = Set.of("DELETE /session", "DELETE /account/sessions", "DELETE /account/sessions/{id}");

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

    /// @param path with {names}    @param rule an address that leads to something there, with a place's {names}
    private record Operation(String method, String path, JsonNode said, RouteRules.Rule rule) {
        String name() { return method + " " + path; }
    }

    @Test void everyRequestIsAnsweredAsTheFileSaysAndNoneByAFaultOfTheServer() throws Exception {
        long seed = Long.getLong("gannet.fuzz.seed", 2026);
        try (var scene = new Scene(folder)) {
            var file = Json.read("openapi.json", client.send(HttpRequest.newBuilder(URI.create(scene.address + "api/v1/openapi.json")).build(), BodyHandlers.ofString()).body(), JsonNode.class);
            var operations = operations(file);
            assertThat(operations.stream().map(Operation::name).sorted().toList()).as("what the file tells of is what is mounted")
                    .isEqualTo(scene.inside.routes().stream().map(route -> route.method() + " " + route.path().replaceAll(":([A-Za-z]+)", "{$1}")).sorted().toList());
            var some = operations.stream().filter(operation -> !ENDS_SESSIONS.contains(operation.name())).toList();
            long before = 0;
            for (int chunk = 0; chunk < REQUESTS / CHUNK; chunk++) {
                scene.prepare(Actor.values()[chunk % Actor.values().length]); // what was deleted is there again
                try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                    for (int i = chunk * CHUNK; i < (chunk + 1) * CHUNK; i++) {
                        var random = new Random(seed * REQUESTS + i);
                        var operation = some.get(random.nextInt(some.size()));
                        threads.execute(() -> send(operation, request(scene, random, operation, file.at("/components/schemas"))));
                    }
                }
                if (chunk == REQUESTS / CHUNK / 2 - 1) {
                    before = held();
                }
            }
            long grown = held() - before;
            System.out.printf("API fuzzing: %,d requests to %d routes, seed %d: %s; %d MB more held after the second half%n", REQUESTS, some.size(), seed, statuses, grown >> 20);
            assertThat(wrong).isEmpty();
            assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
            assertThat(statuses).containsKeys(200, 201, 204, 400, 403, 404, 409);
            assertThat(statuses.getOrDefault(401, 0)).as("those that got no further than the door").isLessThan(REQUESTS / 10);
            assertThat(grown).as("bytes that are held after 5,000 more requests").isLessThan(MOST_GROWTH);
        }
    }

    private static List<Operation> operations(JsonNode file) {
        var rules = RouteRules.all();
        var operations = new ArrayList<Operation>();
        file.path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            var method = operation.getKey().toUpperCase(Locale.ROOT);
            var rule = requireNonNull(rules.get(method + " " + path.getKey().replaceAll("\\{([A-Za-z]+)\\}", ":$1")), path.getKey());
            operations.add(new Operation(method, path.getKey(), operation.getValue(), rule));
        }));
        return List.copyOf(operations);
    }

    private void send(Operation operation, HttpRequest request) {
        int status = 0;
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            status = answer.statusCode();
            try (var body = answer.body()) {
                boolean endless = type(answer).equals("text/event-stream");
                var text = endless ? "" : new String(body.readNBytes(MOST_READ), StandardCharsets.UTF_8);
                if (status >= 500 || text.contains("Exception") || text.contains("\tat ")) {
                    wrong.add(request.method() + " " + request.uri() + " is answered " + status + ": " + text);
                }
                compare(operation, answer, text);
            }
        } catch (IOException e) {
            wrong.add(request.method() + " " + request.uri() + " is not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (statuses) {
            statuses.merge(status, 1, Integer::sum);
        }
    }

    /// What the file says of a status and its content.
    private void compare(Operation operation, HttpResponse<?> answer, String text) {
        if (answer.statusCode() >= 400) {
            if (!type(answer).equals("application/problem+json")) {
                wrong.add(operation.name() + " answers " + answer.statusCode() + " with " + type(answer) + ": " + text);
            }
            return;
        }
        var said = operation.said().at("/responses/" + answer.statusCode());
        var content = said.path("content");
        boolean asSaid = !said.isMissingNode() && (content.isMissingNode() ? text.isEmpty() : content.has(type(answer)) || content.has("*/*"));
        if (!asSaid) {
            wrong.add(operation.name() + " answers " + answer.statusCode() + " with " + type(answer) + ", and the file says " + operation.said().path("responses"));
        }
    }

    private static String type(HttpResponse<?> answer) { return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""); }

    private static HttpRequest request(Scene scene, Random random, Operation operation, JsonNode components) {
        var place = scene.place(Kind.values()[random.nextInt(Kind.values().length)]);
        var guess = new Guess(components, place, random);
        var path = random.nextInt(4) > 0 ? place.fill(operation.rule().path().replaceAll("\\?.*", "")) : operation.path();
        var query = new ArrayList<String>();
        for (var parameter : Guess.parameters(operation.said())) {
            var name = parameter.get("name").asText();
            if (parameter.get("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", encoded(guess.word(name, parameter.get("schema"))));
            } else if (random.nextInt(2) == 0) {
                query.add(name + "=" + encoded(guess.word(name, parameter.get("schema"))));
            }
        }
        var address = scene.address + "api/v1" + path.replace("//", "/") + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var body = body(random, operation, guess);
        var actor = actor(random);
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).header("Content-Type", random.nextInt(20) == 0 ? "text/plain" : "application/json")
                .method(operation.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return actor == Actor.NOBODY ? request.build() : request.header("Cookie", Scene.cookie(actor)).build();
    }

    /// Those who get no further than the door come seldom.
    private static Actor actor(Random random) {
        var actor = Actor.values()[random.nextInt(Actor.values().length)];
        return (actor == Actor.NOBODY || actor == Actor.ENDED) && random.nextInt(4) > 0 ? actor(random) : actor;
    }

    /// By its schema, or as it is known to be taken, or cut off, nested without end, or no JSON at all.
    private static byte[] body(Random random, Operation operation, Guess guess) {
        var schema = operation.said().at("/requestBody/content/application~1json/schema");
        var known = guess.place().fill(operation.rule().body());
        if (schema.isMissingNode()) {
            return random.nextInt(10) == 0 ? new byte[] {(byte) 0xff, 0, 1} : known.getBytes(StandardCharsets.UTF_8);
        }
        var whole = random.nextInt(4) == 0 ? known : Guess.json(guess.value("", schema));
        return switch (random.nextInt(16)) {
            case 0 -> new byte[0];
            case 1 -> whole.substring(0, random.nextInt(whole.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(5000).getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2};
            default -> whole.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String encoded(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"); }

    private static long held() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
