package gannet.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Marching cubes (Lorensen & Cline 1987) between the middles of voxels. The table of the 256 cases is worked out here
/// instead of copied: on each face of a cube the filled corners are cut off, two opposite ones apart from each other. A
/// neighbouring cube cuts their common face likewise, so the surface has no holes.
final class MarchingCubes {
    private static final int CORNERS = 8;
    private static final int NONE = -1;
    /// For each set of filled corners the triangles, each corner a cut edge: its two ends as `8 · first + second`, first below second.
    private static final int[][] CASES = cases();

    private final int side;
    private final float[] values;
    private final float threshold;
    private final List<float[]> points = new ArrayList<>();
    private final Map<Integer, Integer> cuts = new HashMap<>();

    private MarchingCubes(int side, float[] values, float threshold) {
        this.side = side;
        this.values = values;
        this.threshold = threshold;
    }

    static Surface march(int side, float[] values, float threshold) {
        if (values.length != side * side * side) {
            throw new IllegalArgumentException("A cube of side " + side + " has " + side * side * side + " values, not " + values.length);
        }
        return new MarchingCubes(side, values, threshold).march();
    }

    private Surface march() {
        var triangles = new ArrayList<Integer>();
        for (int x = -1; x < side; x++) {
            for (int y = -1; y < side; y++) {
                for (int z = -1; z < side; z++) {
                    for (int edge : CASES[filled(x, y, z)]) {
                        triangles.add(cut(x, y, z, edge / CORNERS, edge % CORNERS));
                    }
                }
            }
        }
        var all = new float[points.size() * 3];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(points.get(i), 0, all, i * 3, 3);
        }
        return new Surface(all, triangles.stream().mapToInt(Integer::intValue).toArray(), side, true);
    }

    private int filled(int x, int y, int z) {
        int filled = 0;
        for (int corner = 0; corner < CORNERS; corner++) {
            if (value(x + along(corner, 0), y + along(corner, 1), z + along(corner, 2)) > threshold) {
                filled |= 1 << corner;
            }
        }
        return filled;
    }

    private float value(int x, int y, int z) {
        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < side && y < side && z < side;
        return inside ? values[(x * side + y) * side + z] : 0;
    }

    /// The number of the point where an edge of the cube is cut; one for all cubes around the edge.
    private int cut(int x, int y, int z, int first, int second) {
        int[] from = {x + along(first, 0), y + along(first, 1), z + along(first, 2)};
        int axis = first ^ second;                                             // 4, 2 or 1
        int place = ((from[0] + 1) * (side + 2) + from[1] + 1) * (side + 2) + from[2] + 1;
        return cuts.computeIfAbsent(place * 3 + axis / 2, _ -> {
            float a = value(from[0], from[1], from[2]);
            float b = value(x + along(second, 0), y + along(second, 1), z + along(second, 2));
            var point = new float[] {from[0] + 0.5f, from[1] + 0.5f, from[2] + 0.5f};   // a voxel's value is that of its middle
            point[2 - Integer.numberOfTrailingZeros(axis)] += (threshold - a) / (b - a);
            points.add(point);
            return points.size() - 1;
        });
    }

    /// Corner 4x + 2y + z of a cube is at x, y, z.
    private static int along(int corner, int axis) { return corner >> (2 - axis) & 1; }

    private static int[][] cases() {
        var cases = new int[1 << CORNERS][];
        for (int filled = 0; filled < cases.length; filled++) {
            var triangles = new ArrayList<Integer>();
            var next = segments(filled);
            for (int start = 0; start < next.length; start++) {
                if (next[start] != NONE) {
                    addTriangles(loop(next, start), triangles);
                }
            }
            cases[filled] = triangles.stream().mapToInt(Integer::intValue).toArray();
        }
        return cases;
    }

    /// For each cut edge the one that follows it around a filled corner, seen from outside counterclockwise.
    private static int[] segments(int filled) {
        var next = new int[CORNERS * CORNERS];
        Arrays.fill(next, NONE);
        for (int axis = 0; axis < 3; axis++) {
            for (int end = 0; end < 2; end++) {
                var face = face(axis, end);
                for (int i = 0; i < face.length; i++) {
                    int last = i;
                    if (isFilled(filled, face[i]) && !isFilled(filled, face[(i + 3) % 4])) {
                        while (isFilled(filled, face[(last + 1) % 4])) {
                            last++;
                            last %= 4;
                        }
                        next[edge(face[(i + 3) % 4], face[i])] = edge(face[last], face[(last + 1) % 4]);
                    }
                }
            }
        }
        return next;
    }

    /// The corners of a face, seen from outside counterclockwise.
    private static int[] face(int axis, int end) {
        int own = 4 >> axis;
        int right = 4 >> (axis + 1) % 3;
        int up = 4 >> (axis + 2) % 3;
        int start = end * own;
        return end == 1 ? new int[] {start, start + right, start + right + up, start + up} : new int[] {start, start + up, start + right + up, start + right};
    }

    private static List<Integer> loop(int[] next, int start) {
        var loop = new ArrayList<Integer>();
        for (int edge = start; next[edge] != NONE;) {
            loop.add(edge);
            int following = next[edge];
            next[edge] = NONE;
            edge = following;
        }
        return loop;
    }

    /// A fan from a point of which no diagonal lies in a face, where the neighbouring cube might draw the same; there always is one.
    private static void addTriangles(List<Integer> loop, List<Integer> triangles) {
        int count = loop.size();
        for (int centre = 0; centre < count; centre++) {
            boolean within = true;
            for (int i = 2; i < count - 1; i++) {
                within &= !shareFace(loop.get(centre), loop.get((centre + i) % count));
            }
            if (within) {
                for (int i = 1; i < count - 1; i++) {
                    triangles.addAll(List.of(loop.get(centre), loop.get((centre + i) % count), loop.get((centre + i + 1) % count)));
                }
                return;
            }
        }
        throw new IllegalStateException("No fan fills " + loop);
    }

    private static boolean shareFace(int edge, int other) {
        int ones = edge / CORNERS & edge % CORNERS & (other / CORNERS) & (other % CORNERS);
        int zeros = ~(edge / CORNERS | edge % CORNERS | other / CORNERS | other % CORNERS) & CORNERS - 1;
        return (ones | zeros) != 0;
    }

    private static int edge(int one, int other) { return Math.min(one, other) * CORNERS + Math.max(one, other); }

    private static boolean isFilled(int filled, int corner) { return (filled >> corner & 1) == 1; }
}
