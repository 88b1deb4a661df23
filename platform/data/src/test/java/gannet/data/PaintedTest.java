package gannet.data;

import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaintedTest {
    @TempDir Path folder;

    /// Wherever they are painted: runs name their data by these hashes.
    @ParameterizedTest
    @EnumSource
    void paintedDataSetsAreTheseOnes(Painted painted) {
        var made = new Library(folder).paint(painted);

        assertThat(made.description().hash()).isEqualTo(painted.hash());
        assertThat(made.description().kind()).isEqualTo(painted.kind());
        assertThat(made.description().name()).isEqualTo(painted.title());
    }

    @Test
    void shapesAreLabelled() throws IOException {
        assertThat(Painted.SHAPES.write(folder.resolve("painted"), 100, 8, 5).classes())
                .containsExactly("circle", "cross", "drop", "heart", "hexagon", "moon", "ring", "square", "star", "triangle");
    }

    @Test
    void stylesShareNoSceneButThoseHeldOut() throws IOException {
        Painted.STYLES.write(folder.resolve("painted"), 44, 16, 5);
        var pictures = Pictures.open(folder.resolve("painted"));

        assertThat(pictures.side(Picture.A)).hasSize(22);
        assertThat(pictures.side(Picture.B)).hasSize(22);
        for (var i = 0; i < pictures.count(); i++) {
            var picture = pictures.picture(i);
            assertThat(picture.heldOut()).isEqualTo(picture.name().startsWith("test")).isEqualTo(picture.partner() != null);
            if (picture.partner() != null) {
                var partner = pictures.picture(picture.partner());
                assertThat(partner.partner()).isEqualTo(i);
                assertThat(partner.side()).isNotEqualTo(picture.side());
                assertThat(partner.name()).endsWith(picture.name().substring(5));
            }
        }
    }

    @Test
    void furnitureStandsInTheCubeAndDiffers() throws IOException {
        Painted.FURNITURE.write(folder.resolve("painted"), 60, 32, 5);
        var voxels = Voxels.open(folder.resolve("painted"));
        var seen = new HashSet<Solid>();

        assertThat(voxels.side()).isEqualTo(32);
        assertThat(voxels.description().classes()).containsExactly("bed", "chair", "lamp", "shelf", "sofa", "table");
        for (var i = 0; i < voxels.count(); i++) {
            var solid = voxels.solid(i);
            assertThat(seen.add(solid)).as(voxels.about(i).name() + " is another one").isTrue();
            assertThat(solid.volume()).as(voxels.about(i).name()).isBetween(300, 14_000);
            assertThat(range(0, 32 * 32).anyMatch(at -> solid.at(at / 32, at % 32, 2))).as("it stands on the floor").isTrue();
            assertThat(range(0, 32 * 32).noneMatch(at -> solid.at(at / 32, at % 32, 1))).as("nothing is below").isTrue();
        }
    }

    @Test
    void chairsAndTablesAreToldApartByNeitherHeightNorPlace() throws IOException {
        Painted.PLACED.write(folder.resolve("painted"), 200, 32, 5);
        var voxels = Voxels.open(folder.resolve("painted"));
        var heights = new double[2];
        var middles = new double[2];

        assertThat(voxels.description().classes()).containsExactly("chair", "table");
        for (var i = 0; i < voxels.count(); i++) {
            var solid = voxels.solid(i);
            var kind = voxels.about(i).label().equals("chair") ? 0 : 1;
            var filled = range(0, 32 * 32 * 32).filter(at -> solid.at(at / 1024, at / 32 % 32, at % 32)).toArray();
            var levels = IntStream.of(filled).map(at -> at % 32).summaryStatistics();
            heights[kind] += (levels.getMax() - levels.getMin() + 1) / 100.0;
            middles[kind] += IntStream.of(filled).map(at -> at / 1024).average().orElseThrow() / 100;
        }
        // 32 · (0.35 to 0.6) voxels and on average half of one that is filled in part at either end; 15.5 is the middle
        assertThat(heights).containsExactly(new double[] {16.2, 16.2}, within(1.2));
        assertThat(middles).containsExactly(new double[] {15.5, 15.5}, within(1.2));
    }

    @Test
    void paintedDataSetsHaveAWordForTheCommandLine() {
        assertThat(Painted.named("painted-chairs-and-tables")).hasValue(Painted.PLACED);
        assertThat(Painted.named("painted-dinosaurs")).isEmpty();
    }

    @Test
    void captionsSayWhatIsPainted() throws IOException {
        Painted.SHAPES.write(folder.resolve("painted"), 200, 8, 5);
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
