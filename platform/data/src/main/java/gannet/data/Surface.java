package gannet.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The surface of a solid: triangles that share their corners, seen from outside counterclockwise. Its axes are those of
/// the [Solid], and a voxel is 1 wide.
///
/// @param points x, y and z of one corner after the other    @param triangles three numbers of corners each, from 0
/// @param side of the cube that the solid stood in    @param smooth whether it is meant to look round
public record Surface(float[] points, int[] triangles, int side, boolean smooth) {
    /// Rounds of smoothing, and how far a corner goes towards its neighbours' middle and back again, so that the whole does
    /// not shrink (Taubin 1995, "A signal processing approach to fair surface design").
    private static final int ROUNDS = 8;
    private static final float INWARDS = 0.5f;
    private static final float OUTWARDS = -0.52f;
    /// Voxels that a corner may sink in all, so that thin legs stay.
    private static final float DEEPEST = 0.1f;
    /// The faces of a voxel by axis and side, each with its corners counterclockwise.
    private static final int[][][] FACES = {
            {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {0, 1, 0}}, {{1, 0, 0}, {1, 1, 0}, {1, 1, 1}, {1, 0, 1}},
            {{0, 0, 0}, {1, 0, 0}, {1, 0, 1}, {0, 0, 1}}, {{0, 1, 0}, {0, 1, 1}, {1, 1, 1}, {1, 1, 0}},
            {{0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {1, 0, 0}}, {{0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}}};

    /// Where the values pass the threshold, by marching cubes, smoothed. It is closed: every edge belongs to two triangles.
    ///
    /// @param values `[side, side, side]`, the last axis running fastest; beyond them everything is empty
    public static Surface smooth(int side, float[] values, double threshold) {
        var raw = MarchingCubes.march(side, values, (float) threshold);
        var neighbours = raw.neighbours();
        var start = raw.points.clone();
        var normals = raw.normals();
        for (int round = 0; round < ROUNDS; round++) {
            raw.move(neighbours, INWARDS);
            raw.move(neighbours, OUTWARDS);
            raw.lift(start, normals);
        }
        return raw;
    }

    public static Surface smooth(Solid solid) {
        var bytes = solid.values();
        var values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i];
        }
        return smooth(solid.side(), values, 0.5);
    }

    /// Each voxel as a block, without the walls between two of them. Where two blocks touch in nothing but an edge, that
    /// edge belongs to four triangles.
    public static Surface blocks(Solid solid) {
        var numbers = new HashMap<List<Integer>, Integer>();
        var triangles = new ArrayList<Integer>();
        for (int x = 0; x < solid.side(); x++) {
            for (int y = 0; y < solid.side(); y++) {
                for (int z = 0; z < solid.side(); z++) {
                    for (int face = 0; solid.at(x, y, z) && face < FACES.length; face++) {
                        int step = face % 2 * 2 - 1;
                        int axis = face / 2;
                        if (!solid.at(x + (axis == 0 ? step : 0), y + (axis == 1 ? step : 0), z + (axis == 2 ? step : 0))) {
                            var corners = new int[4];
                            for (int i = 0; i < corners.length; i++) {
                                var corner = FACES[face][i];
                                corners[i] = numbers.computeIfAbsent(List.of(x + corner[0], y + corner[1], z + corner[2]), _ -> numbers.size());
                            }
                            triangles.addAll(List.of(corners[0], corners[1], corners[2], corners[0], corners[2], corners[3]));
                        }
                    }
                }
            }
        }
        var points = new float[numbers.size() * 3];
        for (Map.Entry<List<Integer>, Integer> corner : numbers.entrySet()) {
            for (int axis = 0; axis < 3; axis++) {
                points[corner.getValue() * 3 + axis] = corner.getKey().get(axis);
            }
        }
        return new Surface(points, triangles.stream().mapToInt(Integer::intValue).toArray(), solid.side(), false);
    }

    /// In voxels.
    public double volume() {
        double six = 0;
        for (int i = 0; i < triangles.length; i += 3) {
            int a = triangles[i] * 3;
            int b = triangles[i + 1] * 3;
            int c = triangles[i + 2] * 3;
            six += points[a] * ((double) points[b + 1] * points[c + 2] - (double) points[b + 2] * points[c + 1])
                    + points[a + 1] * ((double) points[b + 2] * points[c] - (double) points[b] * points[c + 2])
                    + points[a + 2] * ((double) points[b] * points[c + 1] - (double) points[b + 1] * points[c]);
        }
        return six / 6;
    }

    /// The direction that each corner faces, of length 1: the mean of its triangles by their areas.
    float[] normals() {
        var normals = new float[points.length];
        for (int i = 0; i < triangles.length; i += 3) {
            var normal = normal(triangles[i] * 3, triangles[i + 1] * 3, triangles[i + 2] * 3);
            for (int corner = i; corner < i + 3; corner++) {
                for (int axis = 0; axis < 3; axis++) {
                    normals[triangles[corner] * 3 + axis] += normal[axis];
                }
            }
        }
        for (int i = 0; i < normals.length; i += 3) {
            float length = (float) Math.sqrt(normals[i] * normals[i] + normals[i + 1] * normals[i + 1] + normals[i + 2] * normals[i + 2]);
            for (int axis = i; axis < i + 3 && length > 0; axis++) {
                normals[axis] /= length;
            }
        }
        return normals;
    }

    private float[] normal(int a, int b, int c) {
        float ux = points[b] - points[a];
        float uy = points[b + 1] - points[a + 1];
        float uz = points[b + 2] - points[a + 2];
        float vx = points[c] - points[a];
        float vy = points[c + 1] - points[a + 1];
        float vz = points[c + 2] - points[a + 2];
        return new float[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
    }

    /// Of each corner those at the other ends of its edges: in a closed surface every edge leaves each of its ends once.
    private int[][] neighbours() {
        var counts = new int[points.length / 3];
        for (int corner : triangles) {
            counts[corner]++;
        }
        var neighbours = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            neighbours[i] = new int[counts[i]];
        }
        for (int i = 0; i < triangles.length; i++) {
            int corner = triangles[i];
            neighbours[corner][--counts[corner]] = triangles[i % 3 == 2 ? i - 2 : i + 1];
        }
        return neighbours;
    }

    /// Moves every corner this share of the way to the middle of its neighbours.
    private void move(int[][] neighbours, float share) {
        var before = points.clone();
        for (int i = 0; i < neighbours.length; i++) {
            for (int axis = 0; axis < 3; axis++) {
                float sum = 0;
                for (int neighbour : neighbours[i]) {
                    sum += before[neighbour * 3 + axis];
                }
                points[i * 3 + axis] += share * (sum / neighbours[i].length - before[i * 3 + axis]);
            }
        }
    }

    /// Brings corners back that have sunk too deep below where they started.
    private void lift(float[] start, float[] normals) {
        for (int i = 0; i < points.length; i += 3) {
            float height = 0;
            for (int axis = i; axis < i + 3; axis++) {
                height += (points[axis] - start[axis]) * normals[axis];
            }
            for (int axis = i; axis < i + 3 && height < -DEEPEST; axis++) {
                points[axis] -= (height + DEEPEST) * normals[axis];
            }
        }
    }
}
