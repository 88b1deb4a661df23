package gannet.bench;

import gannet.parameters.Json;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// One person at work: opens pages, reads over REST, has one run's live events open, and now and then launches something.
final class Caller {
    static final String PAGES = "pages";
    static final String READS = "REST reads";
    static final String LAUNCHES = "launches";
    static final String LIVE = "live events, from the worker to the listener";

    private static final int LEAST_THOUGHT = 1000; // ms
    private static final int MOST_THOUGHT = 3000;
    private static final Pattern TIME = Pattern.compile("\"time\":\"?([^\",}]+)");

    private final HttpClient client;
    private final URI server;
    private final String cookie;
    private final Latencies latencies;
    private final Random random;

    Caller(HttpClient client, Workbench workbench, String email, Latencies latencies, long seed) throws IOException, InterruptedException {
        this.client = client;
        this.latencies = latencies;
        server = workbench.address();
        random = new Random(seed);
        var answer = client.send(HttpRequest.newBuilder(server.resolve("/api/v1/session")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(Map.of("email", email, "password", Visitor.PASSWORD)))).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new BenchmarkException("Signing in as " + email + " answers " + answer.statusCode() + ": " + answer.body());
        }
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /// Until it is over, with a person's pauses.
    ///
    /// @param runs that are there to look at
    void work(String project, List<Long> runs, BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            long run = runs.get(random.nextInt(runs.size()));
            if (random.nextInt(3) == 0) {
                ask(PAGES, List.of("/runs", "/queue", "/gallery", "/data", "/runs/" + run, "/compare?runs=" + run).get(random.nextInt(6)));
            } else {
                ask(READS, List.of("/api/v1/projects/" + project + "/runs", "/api/v1/runs/" + run, "/api/v1/runs/" + run + "/curves?points=400", "/api/v1/queue",
                        "/api/v1/projects/" + project + "/pictures", "/api/v1/runs/" + run + "/samples", "/api/v1/notifications").get(random.nextInt(7)));
            }
            LockSupport.parkNanos((LEAST_THOUGHT + random.nextLong(MOST_THOUGHT - LEAST_THOUGHT)) * 1_000_000);
        }
    }

    private void ask(String kind, String path) {
        long began = System.nanoTime();
        try {
            var answer = client.send(request(path).build(), BodyHandlers.ofByteArray());
            told(kind, path, began, answer.statusCode(), 200);
        } catch (IOException e) {
            latencies.failed(path + " is not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A run of a second or two, as everybody may.
    void launch(String project, Map<String, Object> what) {
        long began = System.nanoTime();
        var path = "/api/v1/projects/" + project + "/experiments";
        try {
            var answer = client.send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(Json.text(what))).build(), BodyHandlers.ofString());
            told(LAUNCHES, path, began, answer.statusCode(), 201);
        } catch (IOException e) {
            latencies.failed(path + " is not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Hears what a run says until it is interrupted.
    void listen(long run) {
        try (var lines = client.send(request("/api/v1/runs/" + run + "/live").build(), BodyHandlers.ofLines()).body()) {
            for (var line = lines.iterator(); line.hasNext(); ) {
                var said = line.next();
                var time = said.startsWith("data:") && said.contains("\"measured\"") ? TIME.matcher(said) : null;
                if (time != null && time.find()) {
                    latencies.took(LIVE, Duration.between(Instant.parse(time.group(1)), Instant.now()).toNanos() / 1e6);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                latencies.failed("the live events of run " + run + " broke off: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void told(String kind, String path, long began, int status, int hoped) {
        if (status == hoped) {
            latencies.took(kind, (System.nanoTime() - began) / 1e6);
        } else {
            latencies.failed(path + " answers " + status);
        }
    }

    private HttpRequest.Builder request(String path) { return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofMinutes(30)).header("Cookie", cookie); }
}
