package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What folders, texts and lists say about pictures.
class LabelsAndCaptionsTest extends Importing {
    @Test
    void foldersAreLabels() {
        var mine = take(new Zip().with("digits/9/a.png", Made.grey(8)).with("digits/10/b.png", Made.grey(9)).with("digits/9/c.png", Made.grey(10)));

        assertThat(mine.kind()).isEqualTo(Kind.LABELLED);
        assertThat(mine.classes()).containsExactly("9", "10");
        assertThat(open(mine).picture(0).label()).isEqualTo("10");
        assertThat(open(mine).classNumber(0)).isEqualTo(1);
    }

    @Test
    void foldersOfDifferentDepthAreNotLabels() {
        var mine = take(new Zip().with("cat/a.png", Made.grey(8)).with("dog/b.png", Made.grey(9)).with("dog/small/c.png", Made.grey(10)));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).containsExactly(new Finding("", "1 of 3 pictures do not lie directly in one of the 2 folders, so folders were not taken"
                + " as labels. For labels, put every picture directly into a folder named after its class."));
    }

    @Test
    void textsBesidePicturesAreCaptions() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("a.txt", "\uFEFF a  grey\tsquare \n another").with("b.png", Made.grey(9)).with("b.txt", "another one"));

        assertThat(mine.kind()).isEqualTo(Kind.CAPTIONED);
        assertThat(mine.findings()).containsExactly(new Finding("", "1 of 2 pictures has more than one caption: the first of each is used, the others (1) are not."));
        assertThat(open(mine).picture(0).caption()).isEqualTo("a grey square");
        assertThat(open(mine).picture(1).words()).isEqualTo("another one");
    }

    @Test
    void listsOfCaptionsAreRead() {
        var pictures = new String[] {"in/a.png", "in/b.png"};
        for (var list : new String[][] {
            {"in/captions.txt", "a.png\ta gull, flying\nb.png\ta skua"}, {"captions.txt", "in/a.png,a gull, flying\nin/b.png,a skua\n"},
            {"in/captions.csv", "id,file,caption\n1,a.png,\"a gull, flying\"\n2,b.png,a skua"},
            {"in/metadata.jsonl", "{\"file_name\":\"a.png\",\"text\":\"a gull, flying\"}\n{\"file_name\":\"b.png\",\"text\":\"a skua\"}"}}) {
            var mine = take(new Zip().with(pictures[0], Made.grey(8)).with(pictures[1], Made.grey(9)).with(list[0], list[1]));

            assertThat(mine.findings()).isEmpty();
            assertThat(open(mine).picture(0).caption()).isEqualTo("a gull, flying");
            assertThat(open(mine).picture(1).caption()).isEqualTo("a skua");
        }
    }

    @Test
    void captionsBeyondTheFirstAreCounted() {
        for (var list : new String[][] {
            {"captions.txt", "a.png#0\ta gull\na.png#1\ta bird that flies\na.png#2\ta gull\nb.png#0\ta skua\nb.png#1\tanother bird\nb.png#2\ta brown one"},
            {"captions.jsonl", "{\"image\":\"a.png\",\"captions\":[\"a gull\",\"a bird that flies\"]}\n{\"image\":\"b.png\",\"captions\":[\"a skua\",\"another bird\",\"a brown one\"]}"}}) {
            var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with(list[0], list[1]));

            assertThat(mine.kind()).isEqualTo(Kind.CAPTIONED);
            assertThat(mine.findings()).containsExactly(new Finding("", "2 of 2 pictures have more than one caption: the first of each is used, the others (3) are not."));
            assertThat(open(mine).picture(0).caption()).isEqualTo("a gull");
            assertThat(open(mine).picture(1).caption()).isEqualTo("a skua");
        }
    }

    @Test
    void nullIsNoCaption() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with("captions.jsonl",
                "{\"image\":\"a.png\",\"captions\":[null,\"a gull\"]}\n{\"image\":\"b.png\",\"caption\":null}"));

        assertThat(open(mine).picture(0).caption()).isEqualTo("a gull");
        assertThat(open(mine).picture(1).caption()).isEmpty();
    }

    @Test
    void aQuotedCaptionMayHaveLineBreaks() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with("captions.csv",
                "file,caption,by\n\"a.png\",\"a \"\"white\"\" gull,\r\n\r\nflying\",Ann\nb.png,a skua,Bea"));

        assertThat(mine.findings()).isEmpty();
        assertThat(open(mine).picture(0).caption()).isEqualTo("a \"white\" gull, flying");
        assertThat(open(mine).picture(1).caption()).isEqualTo("a skua");
    }

    @Test
    void aQuotationThatIsNeverClosedTakesItsLineAlone() {
        for (var list : List.of("captions.csv", "captions.txt")) {
            var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with(list, "a.png,\"a gull, flying\nb.png,a skua"));

            assertThat(mine.findings()).isEmpty();
            assertThat(open(mine).picture(0).caption()).isEqualTo("a gull, flying");
            assertThat(open(mine).picture(1).caption()).isEqualTo("a skua");
        }
    }

    @Test
    void missingCaptionsAndCaptionsForNothingAreTold() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with("captions.txt", "a.png,a gull\nc.png,a skua"));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(
                "1 of 2 pictures have no caption, so the set does not count as captioned. Add the missing captions and import it again.",
                "c.png has a caption in captions.txt and is not among the pictures.",
                "b.png has no caption.");
    }

    @Test
    void idxFilesBecomePicturesWithLabels() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Made.idx3(2, 2, 3, new byte[] {0, 50, 100, (byte) 150, (byte) 200, (byte) 255, 1, 2, 3, 4, 5, 6}));
        }
        var mine = take(new Zip().with("train-images-idx3-ubyte.gz", packed.toByteArray()).with("train-labels-idx1-ubyte", Made.idx1((byte) 7, (byte) 3)));

        assertThat(mine.kind()).isEqualTo(Kind.LABELLED);
        assertThat(mine.findings()).isEmpty();
        assertThat(mine.channels()).isEqualTo(1);
        assertThat(open(mine).picture(1)).isEqualTo(new Picture("pictures/00/000001.png", 3, 2, 1, "3", "", "train-images/000001.png"));
        assertThat(open(mine).pixels(0, 1000).values()).containsExactly(0, 50, 100, 150, 200, 255);
    }

    @Test
    void labelsThatDoNotFitAreTold() {
        var mine = take(new Zip().with("images-idx3-ubyte", Made.idx3(2, 1, 2, new byte[4])).with("labels-idx1-ubyte", Made.idx1((byte) 7)));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(
                "No labels fit images-idx3-ubyte: 1 label for 2 pictures. The pictures were taken without labels; name the labels' file labels-idx1-ubyte.");
    }

    @Test
    void anIdxFileThatIsCutShortGivesWhatItHas() {
        var mine = take(new Zip().with("images-idx3-ubyte", Made.idx3(3, 1, 2, new byte[5])));

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly("images-idx3-ubyte is cut short: 2 of 3 pictures could be read.");
    }
}
