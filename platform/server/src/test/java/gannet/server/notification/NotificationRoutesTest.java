package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import gannet.server.account.Accounts;
import gannet.server.account.Origin;
import gannet.server.http.Front;
import gannet.server.http.Meters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationRoutesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir Path folder;
    private TellingHouse house;
    private Vertx vertx;
    private Front front;
    private String cookie;

    @BeforeEach void open() {
        house = new TellingHouse(Map.of("webhookHosts", "hooks.example.org"));
        var accounts = Accounts.open(house.storage, house.clock, (_, _) -> {});
        cookie = Accounts.COOKIE + "=" + accounts.signIn("ada@example.org", "sea birds dive deep", new Origin("127.0.0.1", "")).token();
        var meters = new Meters();
        vertx = meters.vertx();
        front = Front.start(vertx, new Front.Address("127.0.0.1", 0, "", folder, 1 << 20),
                new Front.Behind(accounts, meters, Map.of(), Map.of(), List.of(new NotificationRoutes(house.notifications, house.clock)), Optional.empty()));
    }

    @AfterEach void close() {
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        house.close();
    }

    @Test void notificationsAreListedAndRead() throws IOException, InterruptedException {
        var job = house.jobs.running(house.ada, "Faces");
        house.jobs.finish(job);
        house.notice();

        var all = json(send("GET", "/notifications?limit=10", null), 200);
        assertThat(all.get("unread").asInt()).isEqualTo(1);
        assertThat(all.get("notifications").get(0).get("path").asText()).isEqualTo("runs/" + house.jobs.number(job));
        assertThat(json(send("POST", "/notifications/read", Map.of("ids", List.of(all.get("notifications").get(0).get("id").asText()))), 200).get("unread").asInt()).isZero();
        assertThat(json(send("GET", "/notifications?limit=1000", null), 400).get("detail").asText()).contains("from 1 to 200");
    }

    @Test void wishesAreReadChangedAndTested() throws IOException, InterruptedException {
        assertThat(json(send("GET", "/settings/notifications", null), 200).get("wishes").get("waitMinutes").asInt()).isEqualTo(60);
        var changed = json(send("PUT", "/settings/notifications", Map.of("waitMinutes", 30, "webhook", "https://hooks.example.org/1")), 200);
        assertThat(changed.get("wishes")).isEqualTo(Json.tree(Map.of("waitMinutes", 30L, "pageEnds", "EACH", "mail", false, "mailEnds", "LAST",
                "webhook", "https://hooks.example.org/1", "webhookEnds", "LAST")));
        var secret = changed.get("webhookSecret").asText();
        assertThat(secret).hasSize(43);
        assertThat(json(send("POST", "/settings/notifications/secret", Map.of()), 200).get("webhookSecret").asText()).hasSize(43).isNotEqualTo(secret);

        var refused = json(send("PUT", "/settings/notifications", Map.of("waitMinutes", -1, "webhook", "https://evil.example.net/", "colour", "red")), 400);
        assertThat(refused.get("problems")).hasSize(3);
        assertThat(json(send("POST", "/settings/notifications/test", Map.of("channel", "PIGEON")), 400).get("detail").asText())
                .isEqualTo("channel must be MAIL or WEBHOOK, not \"PIGEON\".");
        assertThat(json(send("POST", "/settings/notifications/test", Map.of("channel", "MAIL")), 400).get("detail").asText()).contains("--mail-host");
    }

    @Test void nobodyIsToldOfOthers() throws IOException, InterruptedException {
        cookie = "";
        assertThat(send("GET", "/notifications", null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/settings/notifications", null).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/api/v1" + path)).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body)));
        return client.send((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Json.read("answer", response.body(), JsonNode.class);
    }
}
