package gannet.server.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.experiment.Bench;
import gannet.spi.Param;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileShelfTest {
    record Seeing(@Param(value = "", help = "A network that sees") Path eyes, @Param(value = "", help = "") String words) {}

    /// Of "eyes\n", by sha256sum.
    private static final String HASH = "34a728ce49d02150760c1e5ea4d2d3bc3e427b749b3ffa89c4e722b13e672822";
    private static final List<Parameter> PARAMETERS = Schema.of(Seeing.class).parameters();

    @TempDir static Path folder;
    private static Bench bench;
    private static FileShelf shelf;
    private static FilePlaces places;

    @BeforeAll static void open() {
        bench = new Bench();
        shelf = new FileShelf(bench.storage, new Policy(bench.storage), Clock.systemUTC(), folder.resolve("files"));
        places = new FilePlaces(folder.resolve("files"));
    }

    @AfterAll static void close() { bench.close(); }

    private static Path uploaded(String content) throws IOException { return Files.writeString(Files.createTempFile(folder, "up", ""), content); }

    @Test void aFileIsKeptByItsContentAndFoundByWhatASettingSays() throws IOException {
        var kept = shelf.add(bench.ada, bench.project, "C:\\nets\\eyes.npz", uploaded("eyes\n"));
        assertThat(kept.value()).isEqualTo(HASH + "/eyes.npz");
        assertThat(shelf.list(bench.ada, bench.project)).contains(kept);
        var located = places.located(Map.of("eyes", kept.value(), "size", 3L));
        assertThat(Path.of((String) located.get("eyes"))).isAbsolute().hasFileName("eyes.npz").hasContent("eyes\n");
        assertThat(located).containsEntry("size", 3L);
        assertThat(places.problems(PARAMETERS, Map.of("eyes", kept.value()))).isEmpty();
    }

    @Test void sentencesNameFilesWithoutTheirPlaces() {
        assertThat(places.named("The file " + places.of(HASH, "eyes.npz") + " is none.")).isEqualTo("The file eyes.npz is none.");
    }

    @Test void theSameFileTwiceIsOne() throws IOException {
        var once = shelf.add(bench.ada, bench.project, "twice.npy", uploaded("twice"));
        assertThat(shelf.add(bench.ada, bench.project, "twice.npy", uploaded("twice"))).isEqualTo(once);
    }

    @Test void namesThatCouldLeadElsewhereAreRefused() throws IOException {
        for (var name : List.of("", "..", ".hidden", "a/..", "tab\there")) {
            var file = uploaded("x");
            assertThatThrownBy(() -> shelf.add(bench.ada, bench.project, name, file)).as(name).hasMessageContaining("begins with no dot");
        }
    }

    @Test void anEmptyFileIsRefused() throws IOException {
        var file = uploaded("");
        assertThatThrownBy(() -> shelf.add(bench.ada, bench.project, "none.npz", file)).hasMessage("none.npz is empty; choose the file again.");
    }

    @Test void aPlaceOnThisMachineIsNoFileOfAProject() {
        assertThat(places.problems(PARAMETERS, Map.of("eyes", "/etc/passwd", "words", "/etc/passwd"))).containsExactly(Problem.user("eyes",
                "eyes must name a file of the project as <SHA-256>/<name>, not \"/etc/passwd\"; upload the file and choose it."));
        assertThat(places.located(Map.of("eyes", HASH + "/../../secret"))).containsEntry("eyes", HASH + "/../../secret");
    }

    @Test void aFileThatIsGoneIsToBeUploadedAgain() {
        assertThat(places.problems(PARAMETERS, Map.of("eyes", "0".repeat(64) + "/gone.npz"))).singleElement()
                .extracting(Problem::message).isEqualTo("eyes names the file gone.npz, which is not there; upload it again.");
    }

    @Test void anotherProjectsFileIsNotThisOnes() throws IOException {
        var kept = shelf.add(bench.ada, bench.project, "mine.npz", uploaded("mine"));
        assertThat(shelf.problems(bench.project, PARAMETERS, Map.of("eyes", kept.value()))).isEmpty();
        assertThat(shelf.problems(new UUID(1, 2), PARAMETERS, Map.of("eyes", kept.value()))).singleElement()
                .extracting(Problem::message).asString().startsWith("eyes names a file that this project does not have");
    }

    @Test void whoDoesNotBelongToTheProjectSeesNothing() {
        var stranger = new Person(new UUID(7, 7), "Eve", "eve@example.org", false);
        assertThatThrownBy(() -> shelf.list(stranger, bench.project)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.ABSENT));
    }
}
