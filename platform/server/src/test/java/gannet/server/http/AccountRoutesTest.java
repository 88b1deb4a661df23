package gannet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import gannet.server.account.Accounts;
import gannet.server.account.ManualClock;
import gannet.server.storage.TestDatabase;
import gannet.server.team.RoutesOfTeams;
import gannet.server.team.Teams;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts over REST, as a browser and as programs with tokens.
class AccountRoutesTest {
    static final String PASSWORD = "sea birds dive deep";
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    static TestDatabase database;
    static Vertx vertx;
    static Front front;
    static String ada;
    static String team;

    @BeforeAll static void start() {
        database = TestDatabase.fresh();
        var clock = new ManualClock();
        var teams = new Teams(database.storage(), clock);
        var accounts = Accounts.open(database.storage(), clock, teams::settleFirst);
        var first = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", PASSWORD);
        ada = Accounts.COOKIE + "=" + first.token();
        team = teams.projects(first.person()).getFirst().teamId().toString();
        var meters = new Meters();
        vertx = meters.vertx();
        front = Front.start(vertx, new Front.Address("127.0.0.1", 0, "https://gannet.example.org", folder.resolve("uploads"), 1 << 20),
                new Front.Behind(accounts, meters, Map.of(), List.of(RoutesOfTeams.over(database.storage(), clock), AccountRoutesTest::mount), Optional.empty()));
    }

    static void mount(Api api) {
        api.post("/runs/:number/stop", call -> Map.of("stopped", call.number("number"), "by", call.person().name()));
        api.post("/elsewhere", call -> Map.of("by", call.person().name()));
    }

    @AfterAll static void stop() {
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    record Said(int status, JsonNode body, Optional<String> cookie) {
        String detail() { return body.path("detail").asText(); }
    }

    /// @param who a cookie, or a token
    static Said ask(String method, String path, String who, Object body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/api/v1" + path)).header("Content-Type", "application/json")
                .method(method, body.equals("") ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body)));
        if (who.startsWith("gannet_session=")) {
            request.header("Cookie", who);
        } else if (!who.isEmpty()) {
            request.header("Authorization", "Bearer " + who);
        }
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Said(answer.statusCode(), answer.body().isEmpty() ? Json.tree(Map.of()) : Json.read("answer", answer.body(), JsonNode.class),
                    answer.headers().firstValue("Set-Cookie").map(set -> set.split(";")[0]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Said get(String path, String who) { return ask("GET", path, who, ""); }

    static String joined(String name, String role) {
        var link = ask("POST", "/invitations", ada, Map.of("team", team, "role", role, "name", name)).body().get("link").asText();
        assertThat(link).startsWith("https://gannet.example.org/join/");
        var path = link.substring(link.indexOf("/join/"));
        assertThat(get(path, "").body().get("team").asText()).isEqualTo("First team");
        var said = ask("POST", path, "", Map.of("name", name, "email", name.toLowerCase(java.util.Locale.ROOT) + "@example.org", "password", PASSWORD));
        assertThat(said.status()).as(said.toString()).isEqualTo(201);
        return said.cookie().orElseThrow();
    }

    static String token(String who, String scope) {
        return ask("POST", "/account/tokens", who, Map.of("name", "for " + scope, "scope", scope, "days", 3)).body().get("token").asText();
    }

    @Test void whoeverIsInvitedActsAtOnce() {
        var vera = joined("Vera", "VIEWER");
        assertThat(get("/projects", vera).body().get(0).get("name").asText()).isEqualTo("First project");
        assertThat(get("/people", vera).status()).isEqualTo(403);
        assertThat(ask("POST", "/invitations", vera, Map.of("team", team, "role", "MEMBER", "name", "Eve")).status()).isEqualTo(404);
        assertThat(get("/join/tampered", "").detail()).contains("part of the address is missing or changed");
    }

    @Test void aTokenDoesWhatItsScopeSaysAndNoMore() {
        var max = joined("Max", "MEMBER");
        var read = token(max, "READ");
        var launch = token(max, "LAUNCH");
        var everything = token(max, "EVERYTHING");
        assertThat(read).startsWith("gannet_");
        for (var token : List.of(read, launch, everything)) {
            assertThat(get("/me", token).body().get("name").asText()).isEqualTo("Max");
            assertThat(get("/people", token).status()).as("a token may no more than its person").isEqualTo(403);
            assertThat(get("/account/tokens", token).status()).isEqualTo(403);
            assertThat(get("/x/../account/tokens", token).status()).as("the same by a way round").isEqualTo(403);
            assertThat(get("/%61ccount/tokens", token).status()).as("the same in other letters").isEqualTo(403);
            assertThat(ask("POST", "/account/tokens", token, Map.of("name", "more", "scope", "EVERYTHING", "days", 366)).status()).isEqualTo(403);
        }
        assertThat(ask("POST", "/runs/7/stop", read, Map.of()).detail()).startsWith("The API token \"for READ\" has the scope READ");
        assertThat(ask("POST", "/runs/7/stop", launch, Map.of()).body().get("by").asText()).isEqualTo("Max");
        assertThat(ask("POST", "/elsewhere", launch, Map.of()).status()).isEqualTo(403);
        assertThat(ask("POST", "/elsewhere", everything, Map.of()).status()).isEqualTo(200);

        var id = get("/account/tokens", max).body().get(0).get("id").asText();
        assertThat(ask("DELETE", "/account/tokens/" + id, max, "").status()).isEqualTo(204);
        assertThat(get("/account/tokens", max).body()).hasSize(2);
    }

    @Test void whatIsLeftOutOfAProjectStaysAsItIs() {
        var ben = get("/me", joined("Ben", "MEMBER")).body().get("id").asText();
        var made = ask("POST", "/teams/" + team + "/projects", ada, Map.of("name", "Corals", "description", "Deep ones", "visibility", "PRIVATE", "people", List.of(ben))).body();
        var project = "/projects/" + made.get("id").asText();
        var people = get(project + "/people", ada).body();
        assertThat(people).extracting(JsonNode::asText).contains(ben);

        var renamed = ask("PUT", project, ada, Map.of("name", "Reefs")).body();
        assertThat(List.of(renamed.get("name").asText(), renamed.get("description").asText(), renamed.get("visibility").asText())).containsExactly("Reefs", "Deep ones", "PRIVATE");
        assertThat(get(project + "/people", ada).body()).isEqualTo(people);

        assertThat(ask("PUT", project, ada, Map.of("visibility", "TEAM")).body().get("name").asText()).isEqualTo("Reefs");
        assertThat(get(project + "/people", ada).body()).isEmpty();
        assertThat(ask("PUT", project, ada, Map.of("visibility", "NOBODY")).detail()).contains("visibility must be one of");
    }

    @Test void aTokenThatIsNoGoodIsToldSo() {
        for (var token : List.of("gannet_made-up", "x", "gannet_" + "y".repeat(5000))) {
            var said = get("/projects", token);
            assertThat(said.status()).isEqualTo(401);
            assertThat(said.detail()).startsWith("This API token is unknown here");
        }
    }

    @Test void whoeverIsDeactivatedIsOutByCookieAndToken() {
        var eve = joined("Eve", "MEMBER");
        var token = token(eve, "READ");
        var id = get("/me", eve).body().get("id").asText();
        assertThat(ask("POST", "/people/" + id + "/deactivate", ada, Map.of()).status()).isEqualTo(204);

        assertThat(get("/me", eve).status()).isEqualTo(401);
        assertThat(get("/me", token).status()).isEqualTo(401);
        assertThat(ask("POST", "/session", "", Map.of("email", "eve@example.org", "password", PASSWORD)).detail()).isEqualTo("This account is deactivated; an administrator of the server can reactivate it");
        assertThat(ask("POST", "/people/" + id + "/reactivate", ada, Map.of()).status()).isEqualTo(204);
        assertThat(get("/me", eve).status()).isEqualTo(401);
    }

    @Test void aPasswordIsReplacedAndSessionsAreEnded() {
        var ines = joined("Ines", "MEMBER");
        var id = get("/me", ines).body().get("id").asText();
        var link = ask("POST", "/people/" + id + "/reset-link", ada, Map.of()).body().get("link").asText();
        var path = link.substring(link.indexOf("/reset/"));
        assertThat(get(path, "").body().get("name").asText()).isEqualTo("Ines");
        var again = ask("POST", path, "", Map.of("password", "a new way to the sea"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(get("/me", ines).status()).isEqualTo(401);
        var now = again.cookie().orElseThrow();
        assertThat(ask("PUT", "/account/password", now, Map.of("currentPassword", "a new way to the sea", "password", "one more way to sea")).status()).isEqualTo(204);
        assertThat(ask("PUT", "/account", now, Map.of("name", "In\u0001es", "currentPassword", "one more way to sea")).detail()).contains("U+0001");
        assertThat(ask("PUT", "/account", now, Map.of("name", "<i>Ines</i>", "currentPassword", "one more way to sea")).body().get("name").asText()).isEqualTo("<i>Ines</i>");
        assertThat(get("/account/sessions", now).body()).hasSize(1);
        assertThat(ask("DELETE", "/account/sessions", now, "").body().get("ended").asInt()).isZero();
        assertThat(ask("DELETE", "/account/sessions/" + get("/account/sessions", now).body().get(0).get("id").asText(), now, "").status()).isEqualTo(204);
        assertThat(get("/me", now).status()).isEqualTo(401);
    }
}
