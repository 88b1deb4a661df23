package gannet.server.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gannet.data.Painted;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.storage.TestDatabase;
import gannet.server.team.Teams;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    @TempDir Path folder;
    TestDatabase database;
    Person ada;
    UUID project;
    DataSets dataSets;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        var teams = new Teams(database.storage(), Clock.systemUTC());
        var accounts = Accounts.open(database.storage(), Clock.systemUTC(), teams::settleFirst);
        ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep").person();
        project = teams.projects(ada).getFirst().id();
        dataSets = restarted();
    }

    @AfterEach
    void close() { database.close(); }

    DataSets restarted() { return new DataSets(database.storage(), new Policy(database.storage()), Clock.systemUTC(), folder, folder); }

    DataSet importZip(String name, Path zip) { return dataSets.importZip(ada, project, name, zip, (done, all) -> {}, () -> false); }

    /// A zip of painted pictures, and a text that is none.
    Path zip(int count) throws IOException {
        var painted = folder.resolve("painted-" + count);
        if (!Files.exists(painted)) {
            Painted.SHAPES.write(painted, count, 16, 7);
        }
        var zip = folder.resolve(count + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip)); var files = Files.walk(painted.resolve("pictures"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
            out.putNextEntry(new ZipEntry("notes.png"));
            out.write("Remember the milk".getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }

    static BufferedImage image(byte[] png) throws IOException { return ImageIO.read(new ByteArrayInputStream(png)); }

    @Test
    void anImportIsListedWithWhatWasWrong() throws IOException {
        var imported = importZip("Shapes", zip(6));

        assertThat(dataSets.list(ada, project)).containsExactly(imported);
        assertThat(dataSets.find(ada, imported.id())).isEqualTo(imported);
        assertThat(imported.count()).isEqualTo(6);
        assertThat(imported.version()).isEqualTo(1);
        assertThat(imported.createdBy()).isEqualTo("Ada");
        assertThat(imported.kind()).isEqualTo("pictures");
        assertThat(imported.findings()).containsExactly(new DataSet.Finding("notes.png", "notes.png is text, not a picture; it was left out."));
    }

    @Test
    void theSameNameMakesTheNextVersion() throws IOException {
        importZip("Shapes", zip(6));

        assertThat(importZip("Shapes", zip(7)).version()).isEqualTo(2);
        assertThat(importZip("Other", zip(7)).version()).isEqualTo(1);
        assertThat(dataSets.list(ada, project)).extracting(DataSet::name, DataSet::version).containsExactly(
                tuple("Other", 1), tuple("Shapes", 2),
                tuple("Shapes", 1));
    }

    @Test
    void theSameContentUnderTheSameNameIsTheSameVersion() throws IOException {
        var first = importZip("Shapes", zip(6));

        assertThat(importZip("Shapes", zip(6))).isEqualTo(first);
    }

    @Test
    void twoImportsAtOnceGetVersionsOfTheirOwn() throws Exception {
        var zips = new ArrayList<Path>();
        for (var count = 3; count < 9; count++) {
            zips.add(zip(count));
        }
        var threads = zips.stream().map(zip -> Thread.ofVirtual().start(() -> importZip("Shapes", zip))).toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(dataSets.list(ada, project)).extracting(DataSet::version).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void nothingIsKeptOfAnImportThatIsCancelled() throws IOException {
        var zip = zip(6);

        assertThatThrownBy(() -> dataSets.importZip(ada, project, "Shapes", zip, (done, all) -> {}, () -> true))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.CONFLICT))
                .hasMessageStartingWith("The import of “Shapes” was cancelled; nothing of it was kept.");
        assertThat(dataSets.list(ada, project)).isEmpty();
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    @Test
    void whatAPersonSaysThatItIsCounts() throws IOException {
        var zip = folder.resolve("sides.zip");
        var picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var name : new String[] {"x/1.png", "y/2.png"}) {
                out.putNextEntry(new ZipEntry(name));
                ImageIO.write(picture, "png", out);
            }
        }

        assertThat(importZip("Sides", zip).kind()).isEqualTo("labelled pictures");
        assertThat(dataSets.importZip(ada, project, "Sides", "Unpaired", zip, (done, all) -> {}, () -> false)).satisfies(sides -> {
            assertThat(sides.kind()).isEqualTo("unpaired pictures");
            assertThat(sides.version()).isEqualTo(2);
        });
        assertThatThrownBy(() -> dataSets.importZip(ada, project, "Sides", "films", zip, (done, all) -> {}, () -> false)).hasMessage(
                "kind must be one of pictures, labelled, captioned, unpaired, paired, voxels, not “films”; left out, it is told by the files.");
    }

    @Test
    void aNameHasToBeOne() {
        assertThatThrownBy(() -> importZip("  ", folder.resolve("none.zip")))
                .hasMessage("A data set's name has from 1 to 100 characters on one line, not “”. Choose another one.");
    }

    @Test
    void strangersSeeNothing() throws IOException {
        var imported = importZip("Shapes", zip(6));
        var stranger = new Person(UUID.randomUUID(), "Eve", "eve@example.org", false);

        assertThatThrownBy(() -> dataSets.list(stranger, project)).hasMessageContaining("There is no such project");
        assertThatThrownBy(() -> dataSets.find(stranger, imported.id()))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.ABSENT))
                .hasMessageStartingWith("There is no such data set, or it is not shared with you.");
        assertThatThrownBy(() -> dataSets.wall(stranger, imported.id(), 1, 1, 8)).hasMessageStartingWith("There is no such data set");
    }

    @Test
    void picturesAndWallsArePngs() throws IOException {
        var imported = importZip("Shapes", zip(6));

        assertThat(image(dataSets.picture(ada, imported.id(), 5, 8)).getWidth()).isEqualTo(8);
        var wall = dataSets.wall(ada, imported.id(), 3, 2, 8);
        assertThat(image(wall).getWidth()).isEqualTo(3 * 8 + 2 * 2);
        assertThat(image(wall).getHeight()).isEqualTo(2 * 8 + 2);
        assertThat(restarted().wall(ada, imported.id(), 3, 2, 8)).isEqualTo(wall);
    }

    @Test
    void whatIsAskedBeyondBoundsIsRefused() throws IOException {
        var id = importZip("Shapes", zip(6)).id();

        assertThatThrownBy(() -> dataSets.picture(ada, id, 6, 8)).hasMessage("There is no picture 6 in Shapes; its pictures are numbered from 0 to 5.");
        assertThatThrownBy(() -> dataSets.picture(ada, id, 0, 5000)).hasMessage("side must be from 1 to 1024, not 5000.");
        assertThatThrownBy(() -> dataSets.wall(ada, id, 0, 1, 8)).hasMessage("columns × rows must be from 1 to 1024 pictures, not 0 × 1.");
    }

    @Test
    void closingGivesUpPaintingAndLeavesNothing() throws IOException {
        Files.createDirectories(folder.resolve("datasets"));
        dataSets.prepare();
        dataSets.close();
        try (var kept = Files.newDirectoryStream(folder.resolve("datasets"), ".import-*")) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void paintedDataSetsAreThereForEverybodyAndPaintedOnce() {
        assertThat(dataSets.painting()).containsExactly("Painted shapes", "Painted styles", "Painted furniture", "Painted photographs", "Painted chairs and tables", "Painted pairs", "Painted spots");

        dataSets.prepareNow();
        restarted().prepareNow();

        assertThat(dataSets.painting()).isEmpty();
        assertThat(dataSets.list(ada, project)).allMatch(DataSet::builtIn).extracting(DataSet::name, DataSet::kind, DataSet::count, DataSet::hash).containsExactly(
                tuple("Painted shapes", "captioned pictures", 4096, Painted.SHAPES.hash()),
                tuple("Painted styles", "unpaired pictures", 880, Painted.STYLES.hash()),
                tuple("Painted furniture", "voxels", 1500, Painted.FURNITURE.hash()),
                tuple("Painted photographs", "pictures", 160, Painted.PHOTOGRAPHS.hash()),
                tuple("Painted chairs and tables", "voxels", 800, Painted.PLACED.hash()),
                tuple("Painted pairs", "paired pictures", 600, Painted.PAIRS.hash()),
                tuple("Painted spots", "pictures", 1, Painted.SPOTS.hash()));
        var shapes = dataSets.list(ada, project).getFirst();
        assertThat(shapes.classes()).contains("star", "moon");
        assertThat(dataSets.contents(ada, shapes.id()).words(0)).isEqualTo("a large pink star on yellow ripples");
    }
}
