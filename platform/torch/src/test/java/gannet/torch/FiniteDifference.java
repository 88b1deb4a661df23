package gannet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.function.Supplier;

/// What a derivative must be: the difference of two values over the way between them.
final class FiniteDifference {
    private static final double STEP = 5e-4;

    private FiniteDifference() {}

    /// `∂Σwf/∂p` for random w, along a random direction of p.
    static void agrees(Parts parts, TorchNetwork network, Supplier<NDArray> f) {
        var weights = parts.manager().randomNormal(f.get().getShape());
        var gradients = parts.autograd().gradients(f.get().mul(weights).sum(), network.parameters());
        var directions = new NDList();
        double analytic = 0;
        for (int i = 0; i < gradients.size(); i++) {
            var direction = parts.manager().randomNormal(network.parameters().get(i).getShape());
            directions.add(direction);
            analytic += gradients.get(i).isEmpty() ? 0 : gradients.get(i).mul(direction).sum().getFloat();
        }
        double numeric = (moved(parts, network, directions, STEP, f, weights) - moved(parts, network, directions, -STEP, f, weights)) / (2 * STEP);
        assertThat(analytic).isCloseTo(numeric, withinPercentage(1));
    }

    /// The sum in double precision, since two of them are about to be subtracted.
    private static double moved(Parts parts, TorchNetwork network, NDList directions, double step, Supplier<NDArray> f, NDArray weights) {
        shift(parts, network, directions, step);
        double value = f.get().toType(DataType.FLOAT64, false).mul(weights).sum().getDouble();
        shift(parts, network, directions, -step);
        return value;
    }

    private static void shift(Parts parts, TorchNetwork network, NDList directions, double step) {
        parts.autograd().withoutGradient(() -> {
            for (int i = 0; i < directions.size(); i++) {
                network.parameters().get(i).addi(directions.get(i).mul(step));
            }
            return true;
        });
    }
}
