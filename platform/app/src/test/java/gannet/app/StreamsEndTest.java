package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.app.Place.Kind;
import gannet.server.share.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events that are told while they happen are told no longer than their listener may hear them.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StreamsEndTest {
    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test void aStreamEndsWithTheAccountAndWithTheLink() throws Exception {
        try (var scene = new Scene(folder)) {
            aStreamEndsWhenItsListenerIsDeactivated(scene);
            aStreamEndsWhenItsLinkIsRevoked(scene);
        }
    }

    private void aStreamEndsWhenItsListenerIsDeactivated(Scene scene) throws IOException, InterruptedException {
        var path = "api/v1/runs/" + scene.place(Kind.TEAM).number() + "/live";
        var stream = open(scene, path, Scene.cookie(Actor.MEMBER));
        assertThat(stream.statusCode()).isEqualTo(200);
        var lines = stream.body().iterator();
        assertThat(heard(lines, "event: changed")).isNotEmpty();

        scene.inside.services().accounts().people().deactivate(scene.person(Actor.SERVER_ADMINISTRATOR), scene.person(Actor.MEMBER).id());

        assertThat(rest(lines)).as("it is closed, and nothing of the run is told before").noneMatch(line -> line.startsWith("event: said"));
        assertThat(open(scene, path, Scene.cookie(Actor.MEMBER)).statusCode()).isEqualTo(401);
    }

    private void aStreamEndsWhenItsLinkIsRevoked(Scene scene) throws IOException, InterruptedException {
        var ada = scene.person(Actor.SERVER_ADMINISTRATOR);
        var shares = scene.inside.services().shares();
        var made = shares.create(ada, new Target.OneRun(scene.place(Kind.TEAM).number()), 1, "");
        var path = "api/v1/shared/" + made.token() + "/live";
        var stream = open(scene, path, "");
        assertThat(stream.statusCode()).isEqualTo(200);
        var lines = stream.body().iterator();

        shares.revoke(ada, made.share().id());

        assertThat(rest(lines)).as("the guest is told so").contains("event: gone");
        assertThat(open(scene, path, "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<Stream<String>> open(Scene scene, String path, String cookie) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(scene.address + path));
        return client.send((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(), BodyHandlers.ofLines());
    }

    private static List<String> heard(Iterator<String> lines, String until) {
        var heard = new ArrayList<String>();
        while (lines.hasNext()) {
            heard.add(lines.next());
            if (heard.getLast().equals(until)) {
                return heard;
            }
        }
        throw new AssertionError("The stream ended without saying " + until + "; it said " + heard);
    }

    /// Waits until the server closes it.
    private static List<String> rest(Iterator<String> lines) {
        var rest = new ArrayList<String>();
        lines.forEachRemaining(rest::add);
        return rest;
    }
}
