package gannet.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.app.Place.Kind;
import gannet.server.http.Api.Mounted;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand requests that nobody would send, to every route that is mounted, by everybody: each is answered, and none by a fault
/// of the server's own. The seed is printed and may be given as `-Dgannet.fuzz.seed`.
class ApiFuzzTest {
    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 8;
    private static final int MOST_READ = 20_000;
    private static final long MOST_GROWTH = 100L << 20;
    private static final List<String> QUERIES = List.of("points", "from", "to", "limit", "offset", "q", "by", "runs", "metric", "names", "sort", "columns", "tile", "count",
            "side", "name", "path", "project", "before", "x", "pictures", "tag", "starred", "format", "lines", "find", "column", "threshold");
    private static final List<String> WORDS = List.of("", "0", "-1", "1e309", "NaN", "9223372036854775808", "null", "true", "' or 1=1 --", "\"", "<script>alert(1)</script>",
            "../../etc/passwd", "\u0000", "\ud800", "\u202eabc", "🐦".repeat(200), "a".repeat(4000), "[]", "{}", "a:b c<3 (", "x:\"", "%", "*", "2026-02-30T25:00:00Z",
            "00000000-0000-0000-0000-000000000000");

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    @Test void everyRequestIsAnsweredAndNoneByAFaultOfTheServer() throws Exception {
        long seed = Long.getLong("gannet.fuzz.seed", 2026);
        try (var scene = new Scene(folder)) {
            var rules = RouteRules.all();
            var routes = scene.inside.routes().stream().sorted((a, b) -> (a.path() + a.method()).compareTo(b.path() + b.method())).toList();
            var wrong = new ConcurrentLinkedQueue<String>();
            var statuses = new TreeMap<Integer, Integer>();
            long before = 0;
            for (int half = 0; half < 2; half++) {
                try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                    for (int i = half * REQUESTS / 2; i < (half + 1) * REQUESTS / 2; i++) {
                        var random = new Random(seed * REQUESTS + i);
                        var route = routes.get(random.nextInt(routes.size()));
                        var rule = requireNonNull(rules.get(route.method() + " " + route.path()));
                        threads.execute(() -> {
                            var request = request(scene, random, route, rule);
                            int status = status(request, wrong);
                            synchronized (statuses) {
                                statuses.merge(status, 1, Integer::sum);
                            }
                        });
                    }
                }
                if (half == 0) {
                    before = held();
                }
            }
            long grown = held() - before;
            System.out.printf("API fuzzing: %,d requests to %d routes, seed %d: %s; %d MB more held after the second half%n", REQUESTS, routes.size(), seed, statuses, grown >> 20);
            assertThat(wrong).isEmpty();
            assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
            assertThat(statuses).containsKeys(200, 400, 403, 404);
            assertThat(grown).as("bytes that are held after 5,000 more requests").isLessThan(MOST_GROWTH);
        }
    }

    private int status(HttpRequest request, ConcurrentLinkedQueue<String> wrong) {
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                boolean endless = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                var text = endless ? "" : new String(body.readNBytes(MOST_READ), StandardCharsets.UTF_8);
                if (answer.statusCode() >= 500 || text.contains("Exception") || text.contains("\tat ")) {
                    wrong.add(request.method() + " " + request.uri() + " is answered " + answer.statusCode() + ": " + text);
                }
            }
            return answer.statusCode();
        } catch (IOException e) {
            wrong.add(request.method() + " " + request.uri() + " is not answered: " + e);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static HttpRequest request(Scene scene, Random random, Mounted route, RouteRules.Rule rule) {
        var place = scene.place(Kind.values()[random.nextInt(Kind.values().length)]);
        var path = new StringBuilder();
        for (var part : (random.nextInt(3) > 0 ? place.fill(rule.path().replaceAll("\\?.*", "")) : route.path()).substring(1).split("/")) {
            path.append('/').append(part.startsWith(":") || random.nextInt(12) == 0 ? encoded(WORDS.get(random.nextInt(WORDS.size()))) : part);
        }
        var query = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.add(QUERIES.get(random.nextInt(QUERIES.size())) + "=" + encoded(value(random, place)));
        }
        var address = scene.address + "api/v1" + path.toString().replace("//", "/") + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var body = body(random, place.fill(rule.body()), place);
        var actor = Actor.values()[random.nextInt(Actor.values().length)];
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).header("Content-Type", random.nextInt(8) == 0 ? "text/plain" : "application/json")
                .method(route.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return actor == Actor.NOBODY ? request.build() : request.header("Cookie", Scene.cookie(actor)).build();
    }

    private static String value(Random random, Place place) {
        return switch (random.nextInt(4)) {
            case 0 -> place.fill("{project}");
            case 1 -> place.fill("{number}");
            default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    }

    /// As the route takes it, or with other values, cut off, nested without end, or no JSON at all.
    private static byte[] body(Random random, String whole, Place place) {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> whole.substring(0, random.nextInt(whole.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(5000).getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2};
            case 4 -> whole.replaceAll(": ?(\"[^\"]*\"|[0-9.]+|true|false|\\[[^\\]]*\\])", ": " + json(random, place).replace("\\", "\\\\").replace("$", "\\$")).getBytes(StandardCharsets.UTF_8);
            case 5 -> "{\"%s\": %s}".formatted(List.of("name", "run", "settings", "steps", "id").get(random.nextInt(5)), json(random, place)).getBytes(StandardCharsets.UTF_8);
            default -> whole.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String json(Random random, Place place) {
        var plain = value(random, place);
        return switch (random.nextInt(6)) {
            case 0 -> "null";
            case 1 -> "[1, \"a\", null, {}]";
            case 2 -> "1e999";
            case 3 -> "{\"a\": {\"b\": []}}";
            default -> "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000") + "\"";
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
