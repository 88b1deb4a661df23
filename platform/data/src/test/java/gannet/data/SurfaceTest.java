package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    private static final Solid BALL = Solid.of(24, (x, y, z) -> square(x - 11.5) + square(y - 11.5) + square(z - 11.5) < 81);
    /// Four legs 2 thick, a seat and a back, up to the cube's borders.
    private static final Solid CHAIR = Solid.of(16, (x, y, z) -> z < 8 ? (x < 2 || x > 13) && (y < 2 || y > 13) : z < 10 || y < 2);
    /// Every way in which voxels can touch.
    private static final Solid NOISE = noise();

    @Test void aSmoothSurfaceIsClosed() {
        for (var solid : new Solid[] {BALL, CHAIR, NOISE}) {
            assertThat(directedEdges(Surface.smooth(solid))).allSatisfy((edge, times) -> assertThat(times).isEqualTo(1));
            assertThat(facesOfEdges(Surface.smooth(solid))).allSatisfy((edge, times) -> assertThat(times).isEqualTo(2));
        }
    }

    @Test void itIsClosedAroundGreyValuesToo() {
        var random = new Random(5);
        var values = new float[12 * 12 * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        assertThat(facesOfEdges(Surface.smooth(12, values, 0.6))).isNotEmpty().allSatisfy((edge, times) -> assertThat(times).isEqualTo(2));
    }

    /// V − E + F of a ball is 2, of a ring 0.
    @Test void hasTheHolesOfItsSolid() {
        assertThat(euler(Surface.smooth(BALL))).isEqualTo(2);
        assertThat(euler(Surface.smooth(Solid.of(9, (x, y, z) -> z > 2 && z < 6 && (x < 3 || x > 5 || y < 3 || y > 5))))).isZero();
    }

    /// Outward triangles give a positive volume.
    @Test void holdsAboutAsMuchAsItsVoxels() {
        assertThat(Surface.smooth(BALL).volume()).isCloseTo(BALL.volume(), within(BALL.volume() * 0.02));
        assertThat(Surface.smooth(CHAIR).volume()).isCloseTo(CHAIR.volume(), within(CHAIR.volume() * 0.1));
    }

    /// The cut of a rod one voxel thick is a diamond of half its area; smoothing must leave most of that.
    @Test void keepsThinLegs() {
        for (int width = 1; width <= 3; width++) {
            int end = 10 + width;
            var rod = Solid.of(24, (x, y, z) -> x >= 10 && x < end && y >= 10 && y < end);
            assertThat(Surface.smooth(rod).volume()).as("a rod %d wide", width).isGreaterThan(rod.volume() * (width == 1 ? 0.3 : 0.75));
        }
    }

    @Test void normalsOfABallPointAwayFromItsMiddle() {
        var surface = Surface.smooth(BALL);
        var normals = surface.normals();
        for (int i = 0; i < normals.length; i += 3) {
            double[] out = {surface.points()[i] - 12, surface.points()[i + 1] - 12, surface.points()[i + 2] - 12};
            double length = Math.sqrt(square(out[0]) + square(out[1]) + square(out[2]));
            assertThat((out[0] * normals[i] + out[1] * normals[i + 1] + out[2] * normals[i + 2]) / length).isGreaterThan(0.9);
        }
    }

    @Test void blocksHoldExactlyTheVoxels() {
        for (var solid : new Solid[] {BALL, CHAIR, NOISE}) {
            assertThat(Surface.blocks(solid).volume()).isCloseTo(solid.volume(), within(1e-6));
            assertThat(facesOfEdges(Surface.blocks(solid))).allSatisfy((edge, times) -> assertThat(times).isIn(2, 4));
        }
    }

    @Test void nothingHasNoSurface() {
        assertThat(Surface.smooth(Solid.of(4, (x, y, z) -> false)).triangles()).isEmpty();
        assertThat(Surface.blocks(Solid.of(4, (x, y, z) -> false)).triangles()).isEmpty();
    }

    /// One voxel in the corner of a cube of 2, as blocks: the third axis is the file's second, and the second runs backwards.
    @Test void anObjFileHasItsObjectUpright() {
        assertThat(new String(Obj.write(Surface.blocks(Solid.of(2, (x, y, z) -> x == 1 && y == 0 && z == 0)), "a corner"), StandardCharsets.UTF_8).lines())
                .startsWith("# a corner").contains("# 8 corners, 12 triangles", "v 0.5 0.0 1.0", "v 1.0 0.5 0.5")
                .filteredOn(line -> line.startsWith("f ")).hasSize(12).allMatch(line -> line.matches("f [1-8] [1-8] [1-8]"));
    }

    @Test void anObjFileOfASmoothSurfaceHasADirectionForEachCorner() {
        var lines = new String(Obj.write(Surface.smooth(BALL), "a ball"), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("vn "))).hasSameSizeAs(lines.stream().filter(line -> line.startsWith("v ")).toList());
        assertThat(lines).anyMatch(line -> line.matches("f (\\d+)//\\1 (\\d+)//\\2 (\\d+)//\\3"));
    }

    private static Solid noise() {
        var random = new Random(3);
        return Solid.of(10, (x, y, z) -> random.nextInt(3) == 0);
    }

    private static double square(double x) { return x * x; }

    private static int euler(Surface surface) {
        return surface.points().length / 3 - facesOfEdges(surface).size() + surface.triangles().length / 3;
    }

    /// How many triangles each edge belongs to.
    private static Map<Long, Integer> facesOfEdges(Surface surface) {
        var faces = new HashMap<Long, Integer>();
        directedEdges(surface).forEach((edge, times) -> faces.merge(Math.max(edge, edge << 32 | edge >>> 32), times, Integer::sum));
        return faces;
    }

    /// How often triangles run from one corner to another.
    private static Map<Long, Integer> directedEdges(Surface surface) {
        var edges = new HashMap<Long, Integer>();
        var corners = surface.triangles();
        for (int i = 0; i < corners.length; i++) {
            long next = corners[i % 3 == 2 ? i - 2 : i + 1];
            edges.merge((long) corners[i] << 32 | next, 1, Integer::sum);
        }
        return edges;
    }
}
