package gannet.worker;

import gannet.data.Values;
import gannet.kit.Checkerboard;
import gannet.kit.Likeness;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.torch.Parts;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run's doctor looks at besides the losses, measured whenever samples are drawn. Figures of samples are shares of the
/// training data's own: 1 is as it should be.
final class Checkup {
    static final String DIVERSITY = "samples, diversity";
    static final String NOVELTY = "samples, novelty";
    static final String CHECKERBOARD = "checkerboard";
    private static final int MOST = 1024;
    private static final long MOST_VALUES = 1L << 26;
    private static final int COMPARED = 64;
    /// Below this everything is equal.
    private static final double NOTHING = 1e-6;

    private final DataSpec spec;
    private final Batches batches;
    private @Nullable Real real;

    /// What there is to learn from, or the first of it.
    private record Real(Likeness likeness, double spread, double nearest, double checkerboard) {}

    Checkup(DataSpec spec, Batches batches) {
        this.spec = spec;
        this.batches = batches;
    }

    /// Lengths of gradients in the step before, and of all parameters.
    static SortedMap<String, Double> of(Parts parts) {
        var found = new TreeMap<String, Double>();
        parts.gradientLengths().forEach((name, length) -> found.put("gradient, " + name, length));
        parts.parameterLengths().forEach((name, length) -> found.put("weights, " + name, length));
        return found;
    }

    SortedMap<String, Double> of(Shown shown) {
        var found = new TreeMap<String, Double>();
        var made = Likeness.of(shown.values(), shown.shape()).first(COMPARED);
        if (shown.beside() != null) {
            put(found, DIVERSITY, made.spread() / Likeness.of(shown.beside(), shown.shape()).first(COMPARED).spread());
            put(found, CHECKERBOARD, checkerboard(shown.values(), shown.shape()));
            return found;
        }
        if (!isOfItsKind(shown)) {
            return found;
        }
        var known = real == null ? read(shown.shape()) : real;
        real = known;
        if (known.spread() > NOTHING) {
            put(found, DIVERSITY, made.spread() / known.spread());
        }
        if (known.nearest() > NOTHING) {
            put(found, NOVELTY, made.nearest(known.likeness()) / known.nearest());
        }
        double pattern = checkerboard(shown.values(), shown.shape());
        put(found, CHECKERBOARD, Double.isNaN(known.checkerboard()) ? pattern : pattern / Math.max(1, known.checkerboard()));
        return found;
    }

    private static void put(SortedMap<String, Double> found, String name, double value) {
        if (Double.isFinite(value)) {
            found.put(name, value);
        }
    }

    /// Whether the samples are what the run learns from, and not what it makes of something else.
    private boolean isOfItsKind(Shown shown) {
        return switch (spec) {
            case DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _ -> Arrays.equals(shape(spec.x()), shown.shape());
            case DataSpec.Paired _, DataSpec.Unpaired _, DataSpec.Crops _ -> false;
        };
    }

    private static int[] shape(Media media) {
        return switch (media) {
            case Media.Images(var channels, var size) -> new int[] {channels, size, size};
            case Media.Voxels(var channels, var size) -> new int[] {channels, size, size, size};
            case Media.ImageStrips _, Media.Photographs _, Media.Points _, Media.Audio _, Media.Video _, Media.Table _ -> new int[0];
        };
    }

    private Real read(int[] shape) {
        long each = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        int most = (int) Math.min(Math.min(MOST, MOST_VALUES / each), batches.count());
        var likeness = new Likeness(new float[0][]);
        double checkerboard = Double.NaN;
        for (long step = 0; likeness.count() < most; step++) {
            Values.Block block = batches.values(step).x();
            likeness = likeness.and(Likeness.of(block.values(), shape));
            if (step == 0) {
                checkerboard = checkerboard(block.values(), shape);
            }
        }
        likeness = likeness.first(most);
        return new Real(likeness, likeness.first(COMPARED).spread(), likeness.nearestAmong(2 * COMPARED), checkerboard);
    }

    private static double checkerboard(float[] values, int[] shape) {
        return shape.length == 3 ? Checkerboard.strength(values, shape[0], shape[1], shape[2]) : Double.NaN;
    }
}
