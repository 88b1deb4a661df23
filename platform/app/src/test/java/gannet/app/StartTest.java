package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.testkit.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution's own `main` in processes of its own: what stands in the way of a start, and what survives its end.
class StartTest {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    static Path data;
    static Workbench server;
    static String cookie;

    @BeforeAll
    static void startAndMakeTheAdministrator() throws Exception {
        data = folder.resolve("data");
        server = Workbench.start(data);
        var link = server.firstLink().orElseThrow();
        var token = link.getQuery().substring("token=".length());
        var answer = CLIENT.send(HttpRequest.newBuilder(server.at("/api/v1/first-administrator")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\",\"name\":\"Ada\",\"email\":\"ada@example.org\",\"password\":\"sea birds dive deep\"}"))
                .build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @AfterAll
    static void stop() { server.close(); }

    static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(address).header("Cookie", cookie).build(), BodyHandlers.ofString());
    }

    /// Starts a server that is meant to fail, and gives its one sentence.
    static String refusal(Path home, Path data, String... flags) throws IOException, InterruptedException {
        var failing = Workbench.launch(home, data, flags);
        assertThat(failing.ended()).as(failing.said()).isEqualTo(1);
        assertThat(failing.said()).doesNotContain("\tat ").doesNotContain("Exception");
        return failing.said();
    }

    static String refusal(Path data, String... flags) throws IOException, InterruptedException { return refusal(Workbench.home(), data, flags); }

    @Test
    void servesPagesRestAndHealthOnOnePort() throws Exception {
        assertThat(get(server.at("/health")).body()).contains("\"status\":\"UP\"");
        assertThat(get(server.at("/api/v1/me")).body()).contains("\"name\":\"Ada\"");
        assertThat(get(server.at("/api/v1/variants")).body()).contains("\"id\":\"dcgan\"");
        var page = get(server.at("/runs"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused() throws Exception {
        assertThat(refusal(data)).isEqualTo("gannet: Another Gannet server is using the data directory " + data.toRealPath() + " (process "
                + server.process().pid() + ", at " + server.address() + "); stop it first, or start this one with another --data-dir");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        var port = server.address().getPort();
        assertThat(refusal(folder.resolve("other"), "--port", String.valueOf(port))).isEqualTo("gannet: Port " + port
                + " of 127.0.0.1 is in use by another program; stop that, or take another port with --port (0 takes a free one)");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThat(refusal(file.resolve("data"))).startsWith("gannet: The data directory " + file.resolve("data") + " cannot be used: ");
    }

    @Test
    void aWrongDatabasePasswordIsSaidWithoutPrintingIt() throws Exception {
        var port = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(3);
        var said = refusal(folder.resolve("other"), "--database-url", "jdbc:postgresql://127.0.0.1:" + port + "/gannet", "--database-user", "gannet",
                "--database-password", "herring");
        assertThat(said).contains("refuses user \"gannet\" with this password; mend --database-user or GANNET_DATABASE_PASSWORD").doesNotContain("herring");
    }

    @Test
    void allThatIsWrongWithTheFlagsIsSaidAtOnce() throws Exception {
        assertThat(refusal(folder.resolve("other"), "--port", "eighty", "--attempts=0", "--prot", "80", "stray", "--host").lines())
                .hasSize(5).allMatch(line -> line.startsWith("gannet: "))
                .anyMatch(line -> line.contains("\"eighty\"") && line.endsWith("(given as --port)"))
                .anyMatch(line -> line.contains("attempts") && line.contains("0"))
                .anyMatch(line -> line.contains("There is no flag --prot"))
                .anyMatch(line -> line.contains("\"stray\" is not a flag"))
                .anyMatch(line -> line.contains("--host wants a value after it"));
    }

    @Test
    void aMistakeInThePropertiesFileNamesTheFile() throws Exception {
        var other = Files.createDirectories(folder.resolve("with-properties"));
        var file = Files.writeString(other.resolve("gannet.properties"), "attempts=many\ncolour=blue\n");
        assertThat(refusal(other)).contains("\"many\"").contains("(given as " + file + ")").contains("sets \"colour\", which does not exist");
    }

    @Test
    void aMissingFolderOfPluginsIsNamed() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        for (var part : new String[] {"server", "worker", "server.args"}) {
            Files.createSymbolicLink(home.resolve(part), Workbench.home().resolve(part));
        }
        assertThat(refusal(home, folder.resolve("other"))).isEqualTo("gannet: The folder " + home.resolve("plugins")
                + " is missing; build Gannet again: ./gannet start builds what is missing");
        for (var part : new String[] {"server", "worker", "server.args"}) {
            Files.delete(home.resolve(part));
        }
    }

    @Test
    void nothingIsLostWhenTheServerIsKilledAndItsDatabaseLivesOn() throws Exception {
        var own = folder.resolve("killed");
        var first = Workbench.start(own);
        var firstLink = first.firstLink().orElseThrow();
        first.kill();

        try (var second = Workbench.start(own)) {
            assertThat(second.firstLink()).isPresent().get().isNotEqualTo(firstLink);
            assertThat(get(second.at("/health")).body()).contains("\"status\":\"UP\"");
        }
        assertThat(own.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }
}
