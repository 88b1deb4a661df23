package gannet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Compute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Between forward and backward the garbage collector runs, and what it freed is written over.
class GarbageTest {
    private static final float[] POINTS = {-1.5f, -0.5f, 0.25f, 0.75f, 2};

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    private record Case(String name, UnaryOperator<NDArray> f, DoubleUnaryOperator slope) {}

    @TestFactory
    Stream<DynamicTest> aNumberOutlivesTheGarbageCollector() {
        return Stream.of(
                new Case("x.mul(3)", x -> x.mul(3), x -> 3),
                new Case("x.mul(0.5)", x -> x.mul(0.5), x -> 0.5),
                new Case("x.div(4)", x -> x.div(4), x -> 0.25),
                new Case("x.maximum(0.5)", x -> x.maximum(0.5), x -> x > 0.5 ? 1 : 0),
                new Case("x.minimum(0.5)", x -> x.minimum(0.5), x -> x < 0.5 ? 1 : 0),
                new Case("x.pow(2)", x -> x.pow(2), x -> 2 * x),
                new Case("x.pow(3f)", x -> x.pow(3f), x -> 3 * x * x),
                new Case("x.clip(-1, 1)", x -> x.clip(-1, 1), x -> Math.abs(x) < 1 ? 1 : 0),
                new Case("x.add(2)", x -> x.add(2).square(), x -> 2 * (x + 2)),
                new Case("x.sub(2.5)", x -> x.sub(2.5).square(), x -> 2 * (x - 2.5)),
                new Case("x.mod(2)", x -> x.mod(2), x -> 1),
                new Case("2 - x", x -> NDArrays.sub(2, x).square(), x -> -2 * (2 - x)),
                new Case("3 / x", x -> NDArrays.div(3, x), x -> -3 / (x * x)),
                new Case("5 * x", x -> NDArrays.mul(5, x), x -> 5),
                new Case("x times an array made of floats", x -> times(x, m -> m.create(new float[] {1, 2, 3, 4, 5})), x -> place(x) + 1),
                new Case("x times an array made of a buffer", x -> times(x, m -> m.create(direct(), new Shape(5), DataType.FLOAT32)), x -> place(x) + 1),
                new Case("x times an array that was set", x -> times(x, m -> set(m.zeros(new Shape(5)))), x -> place(x) + 1),
                new Case("x times a scalar that was set", x -> times(x, m -> { var s = m.zeros(new Shape()); s.set(new float[] {7}); return s; }), x -> 7),
                new Case("x times a number array", x -> times(x, m -> m.create(7f)), x -> 7),
                new Case("x indexed by a mask", x -> x.mul(x.gt(0.5).toType(DataType.FLOAT32, false)), x -> x > 0.5 ? 1 : 0),
                new Case("x where a mask", x -> NDArrays.where(x.gt(0), x.mul(2), x.mul(3)), x -> x > 0 ? 2 : 3))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> assertThat(gradient(c.f())).containsExactly(slopes(c.slope()), within(1e-5f))));
    }

    @Test void aNumberDoesNotWidenAScalar() {
        try (var manager = NDManager.newBaseManager()) {
            var loss = manager.ones(new Shape(3)).mean();
            assertThat(List.of(loss.mul(0.5), loss.add(1e-12), loss.clip(0.1, 0.9), loss.pow(0.5), loss.maximum(0), NDArrays.sub(1.5, loss)))
                    .allSatisfy(x -> assertThat(x.getDataType()).isEqualTo(DataType.FLOAT32));
            assertThat(manager.create(new int[] {3}).mul(0.5).toFloatArray()).containsExactly(1.5f);
            assertThat(manager.create(new int[] {3}).mul(2).toIntArray()).containsExactly(6);
            assertThat(manager.create(2.0).mul(0.5).getDataType()).isEqualTo(DataType.FLOAT64);
        }
    }

    @Test void settingAnArrayKeepsItsShapeAndType() {
        try (var manager = NDManager.newBaseManager()) {
            var array = manager.zeros(new Shape(2, 2), DataType.INT32);
            array.set(new int[] {1, 2, 3, 4});
            assertThat(array.toIntArray()).containsExactly(1, 2, 3, 4);
            assertThat(array.getShape()).isEqualTo(new Shape(2, 2));
        }
    }

    private static float[] gradient(UnaryOperator<NDArray> f) {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var x = parts.manager().create(POINTS);
            x.setRequiresGradient(true);
            var loss = f.apply(x).sum();
            overwriteGarbage();
            return parts.autograd().gradients(loss, new NDList(x)).singletonOrThrow().toFloatArray();
        }
    }

    /// Direct memory of every size that a number or a short array takes, filled anew again and again.
    private static void overwriteGarbage() {
        var refilled = new ArrayList<ByteBuffer>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 3000; i++) {
                var buffer = ByteBuffer.allocateDirect(4 * (1 + i % 6));
                while (buffer.hasRemaining()) {
                    buffer.put((byte) 0x7e);
                }
                refilled.add(buffer);
            }
        }
        assertThat(refilled).isNotEmpty();
    }

    /// `x · y`, where y is closed at once, as DJL does with numbers: only autograd still holds it.
    private static NDArray times(NDArray x, Function<NDManager, NDArray> maker) {
        try (var y = maker.apply(x.getManager())) {
            return x.mul(y);
        }
    }

    private static ByteBuffer direct() {
        var buffer = ByteBuffer.allocateDirect(20).order(ByteOrder.nativeOrder());
        for (int i = 1; i <= 5; i++) {
            buffer.putFloat(i);
        }
        return buffer.rewind();
    }

    private static NDArray set(NDArray array) {
        array.set(new float[] {1, 2, 3, 4, 5});
        return array;
    }

    private static int place(double x) {
        for (int i = 0; i < POINTS.length; i++) {
            if (POINTS[i] == (float) x) {
                return i;
            }
        }
        throw new AssertionError(x);
    }

    private static float[] slopes(DoubleUnaryOperator slope) {
        var slopes = new float[POINTS.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = (float) slope.applyAsDouble(POINTS[i]);
        }
        return slopes;
    }
}
