package gannet.server.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.data.Painted;
import gannet.parameters.Json;
import gannet.server.account.Accounts;
import gannet.server.account.Policy;
import gannet.server.http.Front;
import gannet.server.http.Meters;
import gannet.server.storage.TestDatabase;
import gannet.server.team.Teams;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetRoutesTest {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    static TestDatabase database;
    static Vertx vertx;
    static Front front;
    static String cookie;
    static UUID project;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        var clock = Clock.systemUTC();
        var teams = new Teams(database.storage(), clock);
        var accounts = Accounts.open(database.storage(), clock, teams::settleFirst);
        var ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep");
        cookie = Accounts.COOKIE + "=" + ada.token();
        project = teams.projects(ada.person()).getFirst().id();
        var dataSets = new DataSets(database.storage(), new Policy(database.storage()), clock, folder, folder);
        var meters = new Meters();
        vertx = meters.vertx();
        front = Front.start(vertx, new Front.Address("127.0.0.1", 0, "", folder.resolve("uploads"), 1 << 20),
                new Front.Behind(accounts, meters, Map.of(), List.of(new DataSetRoutes(dataSets)), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        front.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request.header("Cookie", cookie).build(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder request(String path) { return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path)); }

    static HttpResponse<String> get(String path) { return send(request(path), BodyHandlers.ofString()); }

    static HttpResponse<String> upload(String query, byte[] body) {
        return send(request("/api/v1/projects/" + project + "/datasets" + query).POST(BodyPublishers.ofByteArray(body)), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) { return Json.read("answer", response.body(), JsonNode.class); }

    static byte[] zip(int count) throws IOException {
        Painted.SHAPES.write(folder.resolve("painted-" + count), count, 16, count);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes); var files = Files.walk(folder.resolve("painted-" + count + "/pictures"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void anUploadedZipIsListedAndShown() throws IOException {
        var made = upload("?name=Shapes", zip(5));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var path = made.headers().firstValue("Location").orElseThrow();
        assertThat(json(get(path))).isEqualTo(json(made));
        assertThat(json(made).get("count").asInt()).isEqualTo(5);
        assertThat(json(get("/api/v1/projects/" + project + "/datasets")).findValuesAsText("name")).contains("Shapes");

        var picture = send(request(path + "/pictures/4?side=8"), BodyHandlers.ofByteArray());
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(picture.headers().firstValue("Cache-Control")).contains("private, max-age=31536000, immutable");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth()).isEqualTo(8);
        var wall = send(request(path + "/wall?columns=5&rows=1&side=10"), BodyHandlers.ofByteArray());
        assertThat(ImageIO.read(new ByteArrayInputStream(wall.body())).getWidth()).isEqualTo(5 * 10 + 4 * 2);
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLeft() throws IOException {
        var noZip = upload("?name=Broken", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(noZip.statusCode()).isEqualTo(400);
        assertThat(json(noZip).get("detail").asText()).isEqualTo("“Broken” is not a zip. Pack the pictures into a zip and upload that.");

        var noName = upload("", zip(3));
        assertThat(noName.statusCode()).isEqualTo(400);
        assertThat(noName.body()).contains("A data set's name has from 1 to 100 characters");

        var form = upload("?name=Form", "--boundary\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(form.body()).contains("send the zip itself as the request's body");

        assertThat(json(get("/api/v1/projects/" + project + "/datasets")).findValuesAsText("name")).doesNotContain("Broken", "Form", "");
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertThat(get("/api/v1/datasets/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        var path = upload("?name=Few", zip(4)).headers().firstValue("Location").orElseThrow();

        assertThat(get(path + "/pictures/99").statusCode()).isEqualTo(404);
        assertThat(get(path + "/pictures/99").body()).contains("There is no picture 99 in Few; its pictures are numbered from 0 to 3.");
        assertThat(get(path + "/wall?side=100000").body()).contains("side must be from 1 to 1024, not 100000.");
    }
}
