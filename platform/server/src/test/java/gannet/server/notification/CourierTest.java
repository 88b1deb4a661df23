package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gannet.parameters.Json;
import gannet.parameters.ProblemException;
import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    /// One request to the webhook.
    private record Heard(String path, Map<String, String> headers, String body) {}

    @FunctionalInterface
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;
    private TellingHouse house;
    private volatile Answering answering = exchange -> exchange.sendResponseHeaders(204, -1);

    @BeforeEach void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.start();
        house = new TellingHouse(hosts());
    }

    @AfterEach void close() {
        closing.countDown();
        house.close();
        server.stop(0);
    }

    private Map<String, String> hosts() { return Map.of("webhookHosts", "127.0.0.1:" + server.getAddress().getPort() + ", hooks.example.org"); }

    private void hear(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        heard.add(new Heard(exchange.getRequestURI().toString(), headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answering.answer(exchange);
        exchange.close();
    }

    private String hook() { return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/1?key=a"; }

    private UUID failed(String name) {
        house.notifications.wish(house.ada, Map.of("webhook", hook()));
        var job = house.jobs.running(house.ada, name);
        house.jobs.end(job, State.FAILED, Fault.USER, "The loss is no number since step 12. Try a smaller learningRate.");
        house.notice();
        return job;
    }

    @Test void aWebhookIsToldInJsonThatItCanCheck() {
        long run = house.jobs.number(failed("Faces"));
        house.deliver();

        assertThat(heard).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/hooks/1?key=a");
            assertThat(request.headers()).containsEntry("Content-Type", "application/json").containsEntry("Gannet-Delivery", house.delivery().id().toString());
            var body = Json.read("body", request.body(), JsonNode.class);
            assertThat(body.get("version").asInt()).isEqualTo(1);
            assertThat(body.get("kind").asText()).isEqualTo("FAILED");
            assertThat(body.get("title").asText()).isEqualTo("Run " + run + " failed: Faces");
            assertThat(body.get("link").asText()).isEqualTo("https://gannet.example.org/runs/" + run);
            assertThat(body.get("run")).isEqualTo(Json.tree(Map.of("number", run, "name", "Faces", "state", "FAILED", "fault", "USER",
                    "reason", "The loss is no number since step 12. Try a smaller learningRate.")));
            var secret = house.notifications.standing(house.ada).webhookSecret();
            var signed = request.headers().get("Gannet-Time") + "." + request.body();
            assertThat(request.headers().get("Gannet-Signature")).isEqualTo("sha256=" + HexFormat.of().formatHex(
                    Signature.hmac(secret.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8))));
        });
        assertThat(house.delivery().state()).isEqualTo(Delivery.State.DONE);
        assertThat(house.delivery().answer()).isEqualTo("It answered 204.");
        house.deliver();
        assertThat(heard).hasSize(1);
    }

    @Test void whatIsRefusedIsTriedAgainWithGrowingPausesForADay() {
        answering = exchange -> {
            var words = "Out of\r\norder".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, words.length);
            exchange.getResponseBody().write(words);
        };
        failed("Faces");
        var pauses = new ArrayList<Long>();
        var began = house.clock.instant();
        house.deliver();
        for (var next = house.delivery().next(); next != null; next = house.delivery().next()) {
            pauses.add(Math.round(Duration.between(house.clock.instant(), next).toSeconds() / 60.0));
            house.clock.advance(Duration.between(house.clock.instant(), next).minusMillis(1));
            int before = heard.size();
            house.deliver();
            assertThat(heard).hasSize(before);
            house.clock.advance(Duration.ofMillis(2));
            house.deliver();
            assertThat(heard).hasSize(before + 1);
        }

        assertThat(pauses).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 180L, 180L);
        assertThat(house.delivery().state()).isEqualTo(Delivery.State.GIVEN_UP);
        assertThat(house.delivery().attempts()).isEqualTo(heard.size()).isEqualTo(pauses.size() + 1);
        assertThat(house.delivery().answer()).isEqualTo("It answered 503: Out of order");
        assertThat(Duration.between(began, house.clock.instant())).isBetween(Duration.ofHours(20), Duration.ofHours(24));
        assertThat(heard).extracting(request -> request.headers().get("Gannet-Delivery")).containsOnly(house.delivery().id().toString());
    }

    @Test void aRedirectIsNotFollowed() {
        answering = exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        };
        failed("Faces");
        house.deliver();

        assertThat(house.delivery().answer()).isEqualTo("It answered 307 and points to \"http://127.0.0.1:1/elsewhere\", which is not followed; give that address itself.");
    }

    @Test void aServerThatNeverAnswersIsGivenUpInTime() {
        answering = exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        house.close();
        house = new TellingHouse(hosts(), Duration.ofSeconds(1));
        failed("Faces");
        house.deliver();

        assertThat(house.delivery().answer()).isEqualTo("127.0.0.1 did not answer within 1 s.");
        assertThat(house.delivery().state()).isEqualTo(Delivery.State.DUE);
    }

    @Test void anAnswerWithoutEndIsReadNoFurtherThanItsBeginning() {
        answering = exchange -> {
            exchange.sendResponseHeaders(500, 0);
            var out = exchange.getResponseBody();
            try {
                while (closing.getCount() > 0) {
                    out.write("long ".repeat(10_000).getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException cutOff) {
                closing.countDown();
            }
        };
        failed("Faces");
        house.deliver();

        assertThat(house.delivery().answer()).isEqualTo("It answered 500: " + "long ".repeat(31) + "long…");
        assertThat(closing.getCount()).isZero();
    }

    @Test void nothingListensThere() throws IOException {
        server.stop(0);
        failed("Faces");
        house.deliver();

        assertThat(house.delivery().answer()).startsWith("127.0.0.1 cannot be reached: ").contains("Connection refused");
    }

    @Test void twoCouriersDeliverOnce() {
        house.notifications.wish(house.ada, Map.of("webhook", hook(), "webhookEnds", "EACH"));
        for (int i = 0; i < 12; i++) {
            house.jobs.finish(house.jobs.running(house.ada, "Run " + i));
        }
        house.notice();
        for (int i = 0; i < 12; i++) {
            try (var one = house.courier(); var other = house.courier()) {
                one.setOut();
                other.setOut();
            }
        }

        assertThat(heard).hasSize(12).extracting(request -> request.headers().get("Gannet-Delivery")).doesNotHaveDuplicates();
    }

    @Test void whatAServerHadTakenThatDiedIsDeliveredByAnother() {
        failed("Faces");
        var now = house.clock.instant();
        var taken = house.storage.inTransaction(transaction -> transaction.store(DeliveryStore::new).take(Channel.WEBHOOK, List.of(), now, now.plusSeconds(120), 16));
        assertThat(taken).hasSize(1);
        house.deliver();
        assertThat(heard).isEmpty();
        house.clock.advance(Duration.ofSeconds(121));
        house.deliver();

        assertThat(heard).hasSize(1);
        assertThat(house.delivery().attempts()).isEqualTo(2);
    }

    @Test void aMessageOfWaitingSaysWhyAndIsNotSentWhenTheWaitIsOver() {
        house.notifications.wish(house.ada, Map.of("webhook", hook(), "waitMinutes", "5"));
        house.jobs.queue().pause(house.ada, house.jobs.queued(house.ada, "held"));
        var first = house.jobs.queued(house.ada, "first");
        house.notice();
        house.clock.advance(Duration.ofMinutes(7));
        house.notice();
        house.deliver();
        assertThat(Json.read("body", heard.getFirst().body(), JsonNode.class).get("text").asText())
                .startsWith("Run " + house.jobs.number(first) + " still waits: first. It has waited for 7 min. Starts in a moment.");

        var second = house.jobs.queued(house.ada, "second");
        house.notice();
        house.clock.advance(Duration.ofMinutes(7));
        house.notice();
        house.jobs.started(second);
        house.deliver();
        assertThat(heard).hasSize(1);
        assertThat(house.notifications.standing(house.ada).deliveries()).extracting(Delivery::answer).contains("It does not wait any more.");
    }

    @Test void whatWasSwitchedOffIsNotSent() {
        failed("Faces");
        house.notifications.wish(house.ada, Map.of("webhook", ""));
        house.deliver();

        assertThat(heard).isEmpty();
        assertThat(house.delivery()).extracting(Delivery::state, Delivery::answer).containsExactly(Delivery.State.GIVEN_UP, "You have switched this off.");
    }

    @Test void aTestComesAtOnceAndNotTooOften() {
        house.notifications.wish(house.ada, Map.of("webhook", hook()));
        assertThat(house.notifications.test(house.ada, Channel.WEBHOOK)).isEqualTo(new Notifications.Tested(true, "It answered 204."));
        assertThat(Json.read("body", heard.getFirst().body(), JsonNode.class).get("kind").asText()).isEqualTo("TEST");
        for (int i = 0; i < 4; i++) {
            house.notifications.test(house.ada, Channel.WEBHOOK);
        }

        assertThatThrownBy(() -> house.notifications.test(house.ada, Channel.WEBHOOK)).isInstanceOf(ProblemException.class)
                .hasMessage("You have sent 5 tests within 10 min; send the next one in 10 min.");
        house.clock.advance(Duration.ofMinutes(11));
        assertThat(house.notifications.test(house.ada, Channel.WEBHOOK).arrived()).isTrue();
    }

    @Test void wishesThatCannotBeAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> house.notifications.wish(house.ada, Map.of("webhook", "chat.example.org", "waitMinutes", -5, "mailEnds", "SOME", "mail", true)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("webhook must be an address such as https://chat.example.org/hooks/1, not \"chat.example.org\".")
                .hasMessageContaining("-5").hasMessageContaining("10080")
                .hasMessageContaining("SOME").hasMessageContaining("EACH, LAST")
                .hasMessageContaining("The administrator has not set mail up (--mail-host)");
        refused("https://evil.example.net/", "This server does not send to evil.example.net, only to 127.0.0.1:" + server.getAddress().getPort() + ", hooks.example.org; an administrator allows more with --webhook-hosts.");
        refused("http://127.0.0.1:1/", "This server does not send to 127.0.0.1:1, only to");
        refused("https://me:secret@hooks.example.org/", "webhook must not hold a name or a password");
        refused("https://hooks.example.org/\r\nHost: evil.example.net", "webhook must be an address such as");
        refused("ftp://hooks.example.org/", "webhook must be an address such as");

        assertThat(house.notifications.standing(house.ada).wishes().webhook()).isEmpty();
    }

    private void refused(String webhook, String words) {
        assertThatThrownBy(() -> house.notifications.wish(house.ada, Map.of("webhook", webhook))).isInstanceOf(ProblemException.class).hasMessageContaining(words);
    }
}
