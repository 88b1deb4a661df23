package gannet.server.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.account.Role;
import gannet.server.gallery.Finder.By;
import gannet.server.sheet.Pixels;
import gannet.server.sheet.PngFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinderTest {
    @TempDir Path folder;
    private Exhibition exhibition;
    private Map.Entry<UUID, Long> run;
    private PictureId id;

    @BeforeEach void open() {
        exhibition = new Exhibition(folder);
        run = exhibition.run("first");
        exhibition.sample(run, 20);
        id = exhibition.gallery.page(exhibition.bench.ada, Query.all(exhibition.bench.project), null, 4).pictures().get(2).id();
    }

    @AfterEach void close() { exhibition.close(); }

    private Finder.Found find(byte[] file) throws IOException { return exhibition.gallery.finder().find(exhibition.bench.ada, file(file)); }

    private Path file(byte[] content) throws IOException { return Files.write(Files.createTempFile(folder, "brought", ".png"), content); }

    private byte[] download() { return exhibition.gallery.download(exhibition.bench.ada, id).content(); }

    @Test void whatWasTakenAwayIsFoundByItsText() throws IOException {
        var found = find(download());
        assertThat(found).isEqualTo(new Finder.Found(id, 1, 20, By.TEXT, true, "This is picture 3 of run 1 at step 20."));
    }

    @Test void withoutItsTextItIsFoundByItsPixelsHoweverTheyAreWritten() throws IOException {
        var bare = PngFile.read(download()).bare();
        assertThat(bare.text("gannet")).isEmpty();
        assertThat(find(bare.bytes())).extracting(Finder.Found::picture, Finder.Found::by).containsExactly(id, By.PIXELS);
        var plain = ImageIO.read(new ByteArrayInputStream(bare.bytes()));
        var other = new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
        other.createGraphics().drawImage(plain, 0, 0, null);
        assertThat(find(Pixels.png(other)).picture()).isEqualTo(id);
    }

    @Test void aSheetIsFoundAsAWholeOnceItWasShown() throws IOException {
        exhibition.gallery.thumbnail(exhibition.bench.ada, id);
        var sheet = Files.readAllBytes(exhibition.runs.resolve(run.getKey().toString()).resolve("samples/20.png"));
        assertThat(find(sheet)).isEqualTo(new Finder.Found(null, 1, 20, By.PIXELS, true, "Its pixels are those of all samples of run 1 at step 20; the file itself says nothing."));
    }

    @Test void textThatIsNotTrueIsSaidToBeSo() throws IOException {
        var claims = PngFile.read(Pixels.png(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)))
                .with(Map.of("gannet", "{\"run\":\"" + run.getKey() + "\",\"step\":20,\"picture\":1}")).bytes();
        assertThat(find(claims)).extracting(Finder.Found::by, Finder.Found::same).containsExactly(By.TEXT, false);
        assertThat(find(claims).sentence()).contains("its pixels are not those that the run made there");
    }

    @Test void whoMayNotSeeTheProjectLearnsNothing() throws IOException {
        var eve = exhibition.bench.person("Eve", Role.ADMINISTRATOR, exhibition.bench.team("Reef").getKey());
        var text = file(download());
        var pixels = file(PngFile.read(download()).bare().bytes());
        assertThatThrownBy(() -> exhibition.gallery.finder().find(eve, text))
                .hasMessage("Gannet made this picture, but not for a run that is known here. It comes from another server or from a project that is not shared with you.");
        assertThatThrownBy(() -> exhibition.gallery.finder().find(eve, pixels)).hasMessageStartingWith("This picture is not known here.");
    }

    @Test void foreignAndBrokenFilesGetASentence() throws IOException {
        var foreign = Pixels.png(new BufferedImage(3, 5, BufferedImage.TYPE_INT_ARGB));
        assertThatThrownBy(() -> find(foreign)).hasMessageStartingWith("This picture is not known here.");
        assertThatThrownBy(() -> find("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).hasMessageContaining("it is no PNG");
        assertThatThrownBy(() -> find(new byte[0])).hasMessageContaining("it is no PNG");
        for (var json : new String[] {"{", "[]", "null", "{\"run\":7,\"step\":\"x\"}", "{\"run\":\"nobody\",\"step\":1}", "{\"run\":\"" + UUID.randomUUID() + "\"}"}) {
            assertThatThrownBy(() -> find(PngFile.read(foreign).with(Map.of("gannet", json)).bytes())).as(json).hasMessageStartingWith("This picture is not known here.");
        }
        var stranger = PngFile.read(foreign).with(Map.of("gannet", "{\"run\":\"" + UUID.randomUUID() + "\",\"step\":1}")).bytes();
        assertThatThrownBy(() -> find(stranger)).hasMessageStartingWith("Gannet made this picture, but not for a run that is known here.");
    }
}
