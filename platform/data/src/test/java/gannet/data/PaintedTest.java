package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaintedTest {
    @TempDir Path folder;

    /// Wherever it is painted: runs name their data by this hash.
    @Test
    void thePaintedDataSetIsThisOne() {
        var painted = new Library(folder).paint();

        assertThat(painted.description().hash()).isEqualTo(Painted.HASH);
        assertThat(painted.description().count()).isEqualTo(4096);
        assertThat(painted.description().kind()).isEqualTo(Kind.CAPTIONED);
        assertThat(painted.description().classes()).containsExactly("circle", "cross", "drop", "heart", "hexagon", "moon", "ring", "square", "star", "triangle");
    }

    @Test
    void captionsSayWhatIsPainted() throws IOException {
        Painted.write(folder.resolve("painted"), 200, 8, 5);
        var pictures = Pictures.open(folder.resolve("painted"));
        var captions = new HashSet<String>();
        for (var i = 0; i < pictures.count(); i++) {
            var picture = pictures.picture(i);
            captions.add(picture.caption());
            assertThat(picture.caption()).contains(" " + picture.label() + " on ")
                    .matches("(a|an) (small |large )?(red|orange|yellow|green|teal|blue|purple|pink) [a-z]+ on "
                            + "(an? (red|orange|yellow|green|teal|blue|purple|pink) sky|(red|orange|yellow|green|teal|blue|purple|pink) (stripes|dots|checks|waves|ripples))");
        }
        assertThat(captions).hasSizeGreaterThan(150);
    }

    @Test
    void aDistanceIsNegativeOnlyInside() {
        for (var shape : Shape.values()) {
            assertThat(shape.distance(2, 0)).as(shape.word()).isGreaterThan(0.8);
            assertThat(shape.distance(0, -2)).as(shape.word()).isGreaterThan(0.8);
            assertThat(shape.distance(-2, 2)).as(shape.word()).isGreaterThan(0.8);
        }
        assertThat(Shape.CIRCLE.distance(0, 0)).isNegative();
        assertThat(Shape.RING.distance(0, 0)).isPositive();
        assertThat(Shape.STAR.distance(0, -0.8)).isNegative();
        assertThat(Shape.HEART.distance(0, -0.8)).isPositive();
        assertThat(Shape.DROP.distance(0, 0.6)).isNegative();
    }
}
