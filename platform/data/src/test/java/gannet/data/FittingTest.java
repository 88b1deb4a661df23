package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittingTest extends Importing {
    private static final Media PICTURES = new Media.Images(3, 8);

    private static List<String> said(DataSpec wanted, Pictures data) { return Fitting.problems(wanted, data).stream().map(Problem::message).toList(); }

    private Pictures pictures() { return open(take(new Zip().with("large.png", Made.colour(40)).with("low.png", Made.colour(20)).with("tiny.png", Made.colour(12)))); }

    @Test
    void saysHowManyPicturesAreSmallerThanTheCropAndNamesTheSmallest() {
        assertThat(said(new DataSpec.Crops(3, 24, 4), pictures())).containsExactly(
                "2 of 3 pictures in “Mine” are smaller than the crops of 24 × 24, the smallest is tiny.png with 12 × 12; choose smaller crops or leave these pictures out.");
        assertThat(said(new DataSpec.Crops(3, 12, 4), pictures())).isEmpty();
    }

    @Test
    void saysWhichKindIsWanted() {
        assertThat(said(new DataSpec.Unlabelled(new Media.Voxels(1, 32)), pictures()))
                .containsExactly("This variant learns from voxels, and “Mine” holds pictures; choose another data set.");
        assertThat(said(new DataSpec.Unpaired(PICTURES, PICTURES), pictures()))
                .containsExactly("This variant learns from two collections of pictures, in folders A and B, and “Mine” holds pictures; choose another data set.");
        assertThat(said(new DataSpec.Paired(PICTURES, PICTURES), pictures()))
                .containsExactly("This variant learns from pairs of pictures, one the translation of the other, and “Mine” holds pictures; choose another data set.");
        assertThat(said(new DataSpec.Labelled(PICTURES, 10), pictures())).containsExactly("“Mine” has no classes, and this variant is set to 10.");
    }

    @Test
    void saysHowManyCaptionsAreMissing() {
        var some = open(take(new Zip().with("1.png", Made.colour(9)).with("2.png", Made.colour(9)).with("1.txt", "one")));

        assertThat(said(new DataSpec.Captioned(PICTURES, new Text.Characters(9)), some)).containsExactly(
                "This variant learns from pictures with captions, and 1 of 2 pictures in “Mine” have none, such as 2.png; add the captions and import it again.");
    }

    @Test
    void saysAllThatIsWrongWithAFileOfVectors() throws IOException {
        var data = pictures();
        var file = Files.write(folder.resolve("vectors.npy"), FeedTest.npy("(2, 4)", 1, 2, 3, 4, 5, 6, 7, 8));

        assertThat(said(new DataSpec.Captioned(PICTURES, new Text.Vectors(file, 5)), data)).containsExactly(
                "The file " + file + " holds vectors of 2 examples, and “Mine” has 3; it needs one for each, in the order of their names.",
                "The vectors in " + file + " are 4 numbers long, and this variant is set to 5.");
        Files.write(file, FeedTest.npy("(3, 4)", 1, 2, 3));
        assertThat(said(new DataSpec.Captioned(PICTURES, new Text.Vectors(file, 4)), data)).singleElement().asString().contains("is cut short after");
        Files.writeString(file, "no vectors at all");
        assertThat(said(new DataSpec.Captioned(PICTURES, new Text.Vectors(file, 4)), data)).containsExactly("The file " + file + " is no .npy file.");
    }

    @Test
    void onePictureIsTooFewWhereSomeAreHeldOut() {
        var one = open(take(new Zip().with("1.png", Made.colour(40))));

        assertThat(said(new DataSpec.Crops(3, 24, 4), one))
                .containsExactly("“Mine” holds one picture; at least two are needed, because one is held out for measuring.");
        assertThat(said(new DataSpec.Unlabelled(PICTURES), one)).isEmpty();
    }

    @Test
    void solidsMustNotBeLargerThanTheNetworkTakes() {
        var head = "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 4, 4), }\n";
        var npy = new byte[10 + head.length() + 64];
        System.arraycopy(("\u0093NUMPY\1\0" + (char) head.length() + "\0" + head).getBytes(StandardCharsets.ISO_8859_1), 0, npy, 0, 10 + head.length());
        npy[npy.length - 1] = 1;
        var solids = open(take(new Zip().with("1.npy", npy), Kind.VOXELS));

        assertThat(said(new DataSpec.Unlabelled(new Media.Voxels(1, 2)), solids))
                .containsExactly("The solids of “Mine” have 4 voxels a side, and this variant is set to 2: choose a larger size.");
        assertThat(said(new DataSpec.Unlabelled(new Media.Voxels(1, 4)), solids)).isEmpty();
        assertThat(said(new DataSpec.Unlabelled(PICTURES), solids)).containsExactly("This variant learns from pictures, and “Mine” holds voxels; choose another data set.");
    }
}
