package gannet.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How well numbers tell classes apart when nothing but a plane may be put between them: a linear support vector machine
/// with squared hinge loss, one class against the rest, `min ½‖w‖² + C Σ max(0, 1 − y wᵀx)²`.
///
/// It is solved in its dual by coordinate descent, one example after the other in a fixed order until nothing moves (Hsieh et
/// al. 2008, https://www.csie.ntu.edu.tw/~cjlin/papers/cddual.pdf, what LIBLINEAR does), on the examples' inner products, so
/// that it takes no longer for long vectors. The first examples are learnt from and the others judged; C is the one of [#COSTS]
/// that does best when the first ones in turn are learnt from in parts (the smaller one, if two do).
public final class LinearClassifier {
    /// For examples whose mean squared distance from their mean is 1.
    private static final double[] COSTS = {0.01, 0.1, 1, 10, 100};
    private static final int PARTS = 4;
    private static final double STILL = 1e-5;
    private static final int MOST_ROUNDS = 1_000;

    /// Inner products of all examples, moved and scaled as COSTS wants them, plus 1 for the plane's distance from 0.
    private final double[][] products;
    private final long[] classes;

    private LinearClassifier(double[][] products, long[] classes) {
        this.products = products;
        this.classes = classes;
    }

    /// The share of the examples behind the first ones that is put into its class, 0 to 1.
    ///
    /// @param examples `[n, …]`, float32, in an order that mixes the classes    @param labels `[n]`, the number of each one's class
    /// @param learnt how many are learnt from, at least one and fewer than there are
    public static double accuracy(NDArray examples, NDArray labels, int learnt) { return accuracy(examples, labels, learnt, 1); }

    /// The mean of several such judgements: the first time it learns from the first ones, then from the next ones and judges
    /// all others, and so on around. The fewer are learnt from, the more depends on which ones.
    ///
    /// @param times how often, at least once
    public static double accuracy(NDArray examples, NDArray labels, int learnt, int times) {
        int count = Math.toIntExact(examples.size(0));
        if (learnt < 1 || learnt >= count) {
            throw new IllegalArgumentException("A classifier needs an example to learn from and one to judge, not " + learnt + " of " + count + ".");
        }
        var products = products(examples.reshape(count, -1));
        var classes = labels.toType(DataType.INT64, false).toLongArray();
        double sum = 0;
        for (int time = 0; time < times; time++) {
            int from = time * learnt;
            var order = IntStream.range(0, count).map(i -> (from + i) % count).toArray();
            var first = Arrays.copyOf(order, learnt);
            var classifier = new LinearClassifier(placed(products, first), classes);
            sum += classifier.share(first, Arrays.copyOfRange(order, learnt, count), classifier.cost(first));
        }
        return sum / times;
    }

    /// Inner products of all examples, from their mean.
    private static double[][] products(NDArray rows) {
        int count = Math.toIntExact(rows.size(0));
        var moved = rows.sub(rows.mean(new int[] {0}, true));
        var values = moved.matMul(moved.transpose()).toFloatArray();
        var products = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                products[i][j] = values[i * count + j];
            }
        }
        return products;
    }

    /// The same from the mean of those that are learnt from, in units of their mean square, plus 1 for the plane.
    private static double[][] placed(double[][] products, int[] learnt) {
        int count = products.length;
        var toMean = new double[count];
        for (int i = 0; i < count; i++) {
            for (int one : learnt) {
                toMean[i] += products[i][one] / learnt.length;
            }
        }
        double square = Arrays.stream(learnt).mapToDouble(one -> toMean[one]).average().orElseThrow();
        double scale = Arrays.stream(learnt).mapToDouble(one -> products[one][one] - 2 * toMean[one] + square).average().orElseThrow();
        var placed = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                placed[i][j] = (products[i][j] - toMean[i] - toMean[j] + square) / Math.max(scale, Double.MIN_NORMAL) + 1;
            }
        }
        return placed;
    }

    /// The cost that does best on parts of these examples that are left out in turn.
    private double cost(int[] examples) {
        double best = -1;
        double cost = COSTS[0];
        for (double candidate : COSTS) {
            double right = 0;
            for (int part = 0; part < PARTS; part++) {
                int leftOut = part;
                var others = IntStream.range(0, examples.length).filter(i -> i % PARTS != leftOut).map(i -> examples[i]).toArray();
                var judged = IntStream.range(0, examples.length).filter(i -> i % PARTS == leftOut).map(i -> examples[i]).toArray();
                right += others.length == 0 ? 0 : share(others, judged, candidate) * judged.length;
            }
            if (right > best) {
                best = right;
                cost = candidate;
            }
        }
        return cost;
    }

    /// The share of the judged examples that is put into its class by what is learnt from others.
    private double share(int[] learnt, int[] judged, double cost) {
        var known = Arrays.stream(learnt).mapToLong(i -> classes[i]).distinct().sorted().toArray();
        var weights = Arrays.stream(known).mapToObj(one -> plane(learnt, one, cost)).toArray(double[][]::new);
        int right = 0;
        for (int example : judged) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int one = 0; one < known.length; one++) {
                double side = 0;
                for (int i = 0; i < learnt.length; i++) {
                    side += weights[one][i] * products[learnt[i]][example];
                }
                if (side > most) {
                    most = side;
                    best = one;
                }
            }
            right += known[best] == classes[example] ? 1 : 0;
        }
        return judged.length == 0 ? 0 : (double) right / judged.length;
    }

    /// The plane between one class and the rest: how much of each example is in its normal.
    private double[] plane(int[] learnt, long one, double cost) {
        int count = learnt.length;
        var dual = new double[count];
        var sides = new double[count];                                      // wᵀx of each example
        double slack = 1 / (2 * cost);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double moved = 0;
            for (int i = 0; i < count; i++) {
                double sign = sign(learnt[i], one);
                double slope = sign * sides[i] - 1 + slack * dual[i];
                double next = Math.max(0, dual[i] - slope / (products[learnt[i]][learnt[i]] + slack));
                double change = next - dual[i];
                moved = Math.max(moved, dual[i] == 0 ? Math.max(0, -slope) : Math.abs(slope));
                if (change != 0) {
                    dual[i] = next;
                    for (int j = 0; j < count; j++) {
                        sides[j] += change * sign * products[learnt[i]][learnt[j]];
                    }
                }
            }
            if (moved < STILL) {
                break;
            }
        }
        for (int i = 0; i < count; i++) {
            dual[i] *= sign(learnt[i], one);
        }
        return dual;
    }

    private int sign(int example, long one) { return classes[example] == one ? 1 : -1; }
}
