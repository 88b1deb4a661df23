package gannet.layers;

import gannet.layers.Layer.Activation;
import gannet.layers.Plan.Role;
import java.util.Locale;

/// Layers that bend each value by itself, and the one that drops some.
record Activations(Draft draft) {

    /// A ReLU overwrites a value that nobody else reads, which saves a tensor for each layer.
    Flow activation(Activation activation, Names names, Flow x) {
        var operation = activation.curve().name().toLowerCase(Locale.ROOT);
        var name = names.next(operation);
        boolean relu = activation.curve() == Activation.Curve.RELU || activation.curve() == Activation.Curve.LEAKY_RELU;
        var inPlace = relu ? draft.inPlace(x) : "";
        return switch (activation.curve()) {
            case RELU -> draft.emit(name, x.shape(), "torch.relu%s(%s)", inPlace, x.code());
            case LEAKY_RELU -> draft.emit(name, x.shape(), "torch.leaky_relu%s(%s, %s)", inPlace, x.code(), activation.slope());
            case TANH, SIGMOID, SILU -> draft.emit(name, x.shape(), "torch.%s(%s)", operation, x.code());
            case GELU -> draft.emit(name, x.shape(), "torch.gelu(%s, approximate=\"none\")", x.code());
        };
    }

    Flow prelu(boolean perChannel, String name, Flow x) {
        var slope = draft.parameter(name + ".weight", Role.SLOPE, Size.of(perChannel ? x.channels() : 1), 1, draft.number());
        if (draft.compute() == Compute.FLOAT32) {
            return draft.emit(name, x.shape(), "torch.prelu(%s, %s)", x.code(), slope);
        }
        draft.keeping(2);
        var each = perChannel ? "torch.reshape(%s, %s)".formatted(slope, "[-1" + ", 1".repeat(x.shape().directions()) + "]") : slope;
        return draft.emit(name, x.shape(), "torch.lerp(torch.relu(%1$s), %1$s, %2$s)", x.code(), each);
    }

    Flow dropout(double rate, String name, Flow x) {
        Draft.check(rate >= 0 && rate < 1, name, "drops a share from 0 to below 1, not " + rate);
        return draft.emit(name, x.shape(), "torch.dropout(%s, %s, training)", x.code(), rate);
    }
}
