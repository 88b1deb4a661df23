package gannet.server.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.server.account.Role;
import gannet.server.sheet.PngFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    @TempDir Path folder;
    private Exhibition exhibition;
    private Gallery gallery;
    private Query all;

    @BeforeEach void open() {
        exhibition = new Exhibition(folder);
        gallery = exhibition.gallery;
        all = Query.all(exhibition.bench.project);
    }

    @AfterEach void close() { exhibition.close(); }

    private List<Picture> page(Query query) { return gallery.page(exhibition.bench.ada, query, null, 500).pictures(); }

    private static List<String> places(List<Picture> pictures) { return pictures.stream().map(picture -> picture.run() + "/" + picture.step() + "/" + picture.id().tile()).toList(); }

    @Test void everyPictureComesOnceTheNewestSheetFirstHoweverThePagesAreCut() {
        var first = exhibition.run("first");
        var second = exhibition.run("second");
        exhibition.sample(first, 10);
        exhibition.sample(second, 10);
        exhibition.sample(first, 20);
        var whole = places(page(all));
        assertThat(whole).startsWith("1/20/0", "1/20/1", "1/20/2", "1/20/3", "2/10/0").hasSize(12).doesNotHaveDuplicates();
        for (int limit = 1; limit < 8; limit++) {
            var parts = new ArrayList<String>();
            PictureId after = null;
            do {
                var page = gallery.page(exhibition.bench.ada, all, after, limit);
                parts.addAll(places(page.pictures()));
                after = page.next();
            } while (after != null);
            assertThat(parts).as("pages of " + limit).isEqualTo(whole);
        }
    }

    @Test void filtersNarrowToTheRunItsLastStepAndWhatWasMarked() {
        var first = exhibition.run("first");
        exhibition.sample(first, 10);
        exhibition.sample(first, 20);
        exhibition.sample(exhibition.run("second"), 10);
        var project = exhibition.bench.project;
        assertThat(page(new Query(project, null, false, null, "dcgan", null, 1L, "images", false))).hasSize(8);
        assertThat(places(page(new Query(project, null, false, null, null, null, null, null, true)))).hasSize(8).noneMatch(place -> place.startsWith("1/10"));
        assertThat(page(new Query(project, null, false, null, "cyclegan", null, null, null, false))).isEmpty();
        assertThat(page(new Query(project, null, false, null, null, UUID.randomUUID(), null, null, false))).isEmpty();

        var ids = page(all).stream().map(Picture::id).toList();
        var ada = exhibition.bench.ada;
        var board = gallery.boards().create(ada, project, "Best");
        gallery.boards().star(ada, project, List.of(ids.get(1), ids.get(6)), true);
        gallery.boards().tag(ada, project, " Odd ", List.of(ids.get(6), ids.get(9)), true);
        gallery.boards().put(ada, board.id(), List.of(ids.get(9), ids.get(6), ids.get(0)));
        assertThat(page(new Query(project, null, true, null, null, null, null, null, false))).extracting(Picture::id).containsExactly(ids.get(1), ids.get(6));
        assertThat(page(new Query(project, null, false, "odd", null, null, null, null, false))).extracting(Picture::id).containsExactly(ids.get(6), ids.get(9));
        assertThat(page(new Query(project, board.id(), false, null, null, null, null, null, false))).extracting(Picture::id).containsExactly(ids.get(0), ids.get(6), ids.get(9));
        assertThat(page(new Query(project, board.id(), true, "odd", null, null, null, null, false))).singleElement()
                .satisfies(picture -> assertThat(picture).extracting(Picture::id, Picture::starred, Picture::tags, Picture::boards)
                        .containsExactly(ids.get(6), true, List.of("odd"), List.of(board.id())));
        var behind = gallery.page(ada, new Query(project, board.id(), false, null, null, null, null, null, false), ids.get(0), 1);
        assertThat(behind.pictures()).extracting(Picture::id).containsExactly(ids.get(6));
        assertThat(gallery.choices(ada, project)).satisfies(choices -> {
            assertThat(choices.variants()).containsExactly(new Choices.Choice("dcgan", "DCGAN"));
            assertThat(choices.dataSets()).extracting(Choices.DataSetChoice::name).containsExactly("Shapes");
            assertThat(choices.kinds()).containsExactly("images");
            assertThat(choices.tags()).containsExactly("odd");
            assertThat(choices.boards()).singleElement().extracting(Board::pictures).isEqualTo(3L);
        });
        assertThat(gallery.newer(ada, all, ids.get(9).sheet())).isEqualTo(8);
    }

    @Test void starsAreOnesOwnBoardsAreTheTeamsAndStrangersSeeNothing() {
        exhibition.sample(exhibition.run("first"), 10);
        var bench = exhibition.bench;
        var bob = bench.person("Bob", Role.VIEWER, bench.firstTeam());
        var eve = bench.person("Eve", Role.ADMINISTRATOR, bench.team("Reef").getKey());
        var id = page(all).getFirst().id();
        var board = gallery.boards().create(bench.ada, bench.project, "Best");
        gallery.boards().put(bench.ada, board.id(), List.of(id));
        gallery.boards().star(bob, bench.project, List.of(id), true);
        assertThat(gallery.page(bob, all, null, 1).pictures().getFirst()).extracting(Picture::starred, Picture::boards).containsExactly(true, List.of(board.id()));
        assertThat(page(all).getFirst().starred()).isFalse();
        assertThatThrownBy(() -> gallery.boards().put(bob, board.id(), List.of(id))).isInstanceOf(ProblemException.class).hasMessageContaining("does not allow to change notes");
        assertThatThrownBy(() -> gallery.boards().tag(bob, bench.project, "x", List.of(id), true)).hasMessageContaining("does not allow");
        assertThatThrownBy(() -> gallery.page(eve, all, null, 1)).hasMessageContaining("There is no such project");
        assertThatThrownBy(() -> gallery.boards().remove(eve, board.id())).hasMessage("There is no board " + board.id() + ", or it is not shared with you.");
        for (var foreign : List.of(id, new PictureId(id.sheet(), 4), new PictureId(987654, 0))) {
            assertThatThrownBy(() -> gallery.image(eve, foreign)).hasMessage("There is no picture " + foreign + ", or it is not shared with you.");
        }
        assertThatThrownBy(() -> gallery.find(bench.ada, new PictureId(id.sheet(), 4))).hasMessageContaining("There is no picture");
        assertThatThrownBy(() -> PictureId.of("1; drop table sheet")).hasMessageContaining("ids look like 4711-5");
    }

    @Test void boardsHaveNamesOfTheirOwnAndLeaveTheirPicturesBehind() {
        exhibition.sample(exhibition.run("first"), 10);
        var ada = exhibition.bench.ada;
        var project = exhibition.bench.project;
        var boards = gallery.boards();
        var board = boards.create(ada, project, " Best ");
        assertThatThrownBy(() -> boards.create(ada, project, "best")).hasMessage("There is a board \"best\" already; choose another name.");
        assertThatThrownBy(() -> boards.create(ada, project, " ")).hasMessage("A board's name has from 1 to 100 characters, not 0.");
        assertThat(boards.rename(ada, board.id(), "BEST").name()).isEqualTo("BEST");
        var other = boards.create(ada, project, "Worst");
        assertThatThrownBy(() -> boards.rename(ada, other.id(), "best")).hasMessageContaining("already");
        var id = page(all).getFirst().id();
        boards.put(ada, board.id(), List.of(id));
        boards.put(ada, board.id(), List.of(id));
        assertThat(boards.list(ada, project)).extracting(Board::pictures).containsExactly(1L, 0L);
        boards.takeOff(ada, board.id(), List.of(id));
        boards.remove(ada, other.id());
        assertThat(boards.list(ada, project)).singleElement().extracting(Board::pictures).isEqualTo(0L);
        assertThat(page(all)).hasSize(4);
    }

    @Test void aDownloadCarriesItsPassportAndTheSamePixels() throws IOException {
        var run = exhibition.run("first");
        exhibition.sample(run, 20);
        var id = page(all).get(2).id();
        var file = gallery.download(exhibition.bench.ada, id);
        assertThat(file.name()).isEqualTo("gannet-run1-step20-3.png");
        var image = ImageIO.read(new ByteArrayInputStream(file.content()));
        assertThat(image.getWidth()).isEqualTo(Exhibition.SIDE);
        assertThat(image.getRGB(3, 3)).isEqualTo(Exhibition.colour(1, 20, 2).getRGB());
        var png = PngFile.read(file.content());
        assertThat(png.text("Software")).contains("Gannet");
        assertThat(png.text("Title")).contains("Run 1 at step 20, picture 3");
        assertThat(png.text("gannet").orElseThrow()).contains("\"run\":\"" + run.getKey() + "\"", "\"path\":\"/runs/1?step=20\"", "\"plugin\":\"gannet.dcgan 1.0\"",
                "\"dataHash\":\"" + "0".repeat(64), "\"settings\":{\"imageSize\":8}");
        var sidecar = new String(gallery.sidecar(exhibition.bench.ada, id).content(), StandardCharsets.UTF_8);
        assertThat(sidecar).contains("\"step\" : 20", "\"picture\" : 3");
        var sent = new ByteArrayOutputStream();
        gallery.zip(exhibition.bench.ada, List.of(id, new PictureId(id.sheet(), 0), new PictureId(99, 0))).packing().to(sent);
        assertThat(names(sent)).containsExactly("gannet-run1-step20-3.png", "gannet-run1-step20-3.json", "gannet-run1-step20-1.png", "gannet-run1-step20-1.json", "missing.txt");
    }

    @Test void aZipIsMadeWhileItIsSentOneSheetAfterTheOther() throws IOException {
        var run = exhibition.run("first");
        exhibition.sample(run, 10);
        var last = exhibition.sample(run, 20);
        var ids = page(all).stream().map(Picture::id).toList(); // four of step 20, then four of step 10
        var sent = new ByteArrayOutputStream();
        var out = new FilterOutputStream(sent) {
            @Override public void write(int value) throws IOException {
                Files.deleteIfExists(last);
                super.write(value);
            }
        };

        gallery.zip(exhibition.bench.ada, List.of(ids.get(0), ids.get(4), ids.get(1), ids.get(7))).packing().to(out);

        assertThat(names(sent)).as("what is gone when its turn comes is missing")
                .containsExactly("gannet-run1-step10-1.png", "gannet-run1-step10-1.json", "gannet-run1-step10-4.png", "gannet-run1-step10-4.json", "missing.txt");
    }

    private static List<String> names(ByteArrayOutputStream zipped) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test void aFileThatIsGoneOrCutInHalfSaysSoAndTheOthersStay() throws IOException {
        var run = exhibition.run("first");
        var gone = exhibition.sample(run, 10);
        var half = exhibition.sample(run, 20);
        exhibition.sample(run, 30);
        Files.delete(gone);
        Files.write(half, java.util.Arrays.copyOf(Files.readAllBytes(half), (int) Files.size(half) / 2));
        var pictures = page(all);
        assertThat(pictures).hasSize(12);
        var ada = exhibition.bench.ada;
        assertThatThrownBy(() -> gallery.thumbnail(ada, pictures.getLast().id())).hasMessage("The samples of run 1 at step 10 are no longer on the disk.");
        assertThatThrownBy(() -> gallery.thumbnail(ada, pictures.get(5).id())).hasMessage("The file with the samples of run 1 at step 20 is damaged: it ends too early.");
        assertThat(gallery.find(ada, pictures.getLast().id()).passport().step()).isEqualTo(10);
        assertThat(gallery.thumbnail(ada, pictures.getFirst().id())).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test void thumbnailsAreKeptAndMadeAgainWhenTheirFolderIsGone() throws IOException {
        exhibition.sample(exhibition.run("first"), 10);
        var id = page(all).get(1).id();
        var made = gallery.thumbnail(exhibition.bench.ada, id);
        var kept = files(exhibition.cache);
        assertThat(kept).hasSize(1);
        assertThat(gallery.thumbnail(exhibition.bench.ada, id)).isEqualTo(made);
        Files.write(kept.iterator().next(), new byte[] {1, 2, 3});
        assertThat(gallery.thumbnail(exhibition.bench.ada, id)).isEqualTo(made);
        Files.delete(files(exhibition.cache).iterator().next());
        assertThat(gallery.thumbnail(exhibition.bench.ada, id)).isEqualTo(made);
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(made));
        assertThat(small.getRGB(0, 0)).isEqualTo(Exhibition.colour(1, 10, 1).getRGB());
    }

    private static HashSet<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return new HashSet<>(all.filter(Files::isRegularFile).toList());
        }
    }

    @Test void whatARunNamesOutsideItsFolderIsNotShown() throws IOException {
        var run = exhibition.run("first");
        exhibition.sample(run, 10);
        Files.write(folder.resolve("secret.png"), new byte[] {1});
        exhibition.bench.execute("update sample set file = '../../secret.png' where run = '%s'".formatted(run.getKey()));
        assertThatThrownBy(() -> gallery.image(exhibition.bench.ada, page(all).getFirst().id())).hasMessage("Run 1 names a sample outside its own folder; it is not shown.");
    }

    @Test void aSampleThatIsSaidToHaveNoPicturesOrTooManyHarmsNobody() {
        var run = exhibition.run("first");
        exhibition.sample(run, 10);
        exhibition.bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 20, 'x', 'images', 0, 0, 0, 0, -4, now())"
                .formatted(run.getKey()));
        assertThat(page(all)).hasSize(4);
    }
}
