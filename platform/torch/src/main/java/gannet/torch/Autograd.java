package gannet.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import gannet.spi.PluginException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Derivatives as values. Nothing is stored on the parameters, so there is nothing to clear between steps, and what
/// nobody asks for is not computed: the generator's step pays for no weight gradient of the discriminator.
///
/// PyTorch has these modes per thread: build one of these on the thread that trains.
final class Autograd implements AutoCloseable {
    private static final String CUT_OFF =
            " cannot learn from this loss, which does not depend on it. Was there a stopGradient(), evaluate() or toType() on the way?";
    private static final String METHODS = """
            def gradients(self: __torch__.M, loss: Tensor, of: List[Tensor]) -> List[Tensor]:
              tensors = annotate(List[Tensor], [])
              found = torch.autograd.grad([loss], of, None, None, False, True)
              for i in range(torch.len(found)):
                maybe = found[i]
                if torch.__isnot__(maybe, None):
                  gradient = unchecked_cast(Tensor, maybe)
                  if torch.eq(torch.stride(gradient), torch.stride(of[i])):
                    _1 = torch.append(tensors, gradient)
                  else:
                    _2 = torch.append(tensors, torch.copy_(torch.empty_like(of[i]), gradient))
                else:
                  _3 = torch.append(tensors, torch.zeros([0]))
              return tensors
            def slope(self: __torch__.M, y: Tensor, x: Tensor) -> List[Tensor]:
              found = torch.autograd.grad([torch.sum(y)], [x], None, True, True, True)
              maybe = found[0]
              if torch.__isnot__(maybe, None):
                slope = torch.contiguous(unchecked_cast(Tensor, maybe))
              else:
                slope = torch.zeros_like(x)
              return [slope]
            def length(self: __torch__.M, a: List[Tensor]) -> Tensor:
              return torch.norm(torch.stack(torch._foreach_norm(a, 2)), 2)
            def average(self: __torch__.M, a: List[Tensor], p: List[Tensor], weight: float) -> Tensor:
              torch._foreach_lerp_(a, p, weight)
              return torch.zeros([1])
            def arrange(self: __torch__.M, x: Tensor, last: int) -> Tensor:
              if torch.eq(last, 2):
                y = torch.contiguous(x, memory_format=2)
              else:
                y = torch.contiguous(x, memory_format=3)
              return y
            def copy(self: __torch__.M, a: List[Tensor], b: List[Tensor]) -> Tensor:
              torch._foreach_copy_(a, b)
              return torch.zeros([1])
            """;

    private final TorchScript script;
    private final UpdateRules rules;

    Autograd(NDManager manager) {
        script = TorchScript.load("autograd", METHODS, List.of(), manager);
        rules = new UpdateRules(this, manager);
        JniUtils.setGradMode(true);
        JniUtils.setGraphExecutorOptimize(false);                       // optimised on its third call, a network would give other last bits then
    }

    /// Moves these networks, and no others, one step down the gradient of the loss. Parameters that the loss does not
    /// depend on stay where they are.
    ///
    /// @param lengths takes the length of each network's gradient; none if nobody wants to know
    void learn(String lossName, NDArray loss, List<TorchNetwork> networks, double rateFactor, @Nullable Map<String, NDArray> lengths) {
        var parameters = new NDList();
        networks.forEach(network -> parameters.addAll(network.parameters()));
        var names = String.join(" and ", networks.stream().map(TorchNetwork::name).toList());
        if (loss.size() != 1) {
            throw new PluginException("The loss \"" + lossName + "\" must be one number, not " + loss.getShape() + "; take its mean()");
        }
        var gradients = explained(names, () -> gradients(loss, parameters));
        if (gradients.stream().allMatch(NDArray::isEmpty)) {
            throw new PluginException(names + CUT_OFF);
        }
        int from = 0;
        for (var network : networks) {
            int to = from + network.parameters().size();
            var its = new NDList(gradients.subList(from, to));
            if (lengths != null) {
                lengths.put(network.name(), length(its));
            }
            network.optimizer().step(rules, its, rateFactor);
            network.moved();
            from = to;
        }
    }

    NDList gradients(NDArray loss, NDList parameters) { return script.call("gradients", loss.getManager(), loss, parameters); }

    /// Says in the author's words what PyTorch says of its graph.
    private static NDList explained(String names, Supplier<NDList> gradients) {
        try {
            return gradients.get();
        } catch (EngineException e) {
            var message = String.valueOf(e.getMessage());
            if (message.contains("does not require grad")) {
                throw new PluginException(names + CUT_OFF, e);
            }
            if (message.contains("second time")) {
                throw new PluginException(names + " cannot learn from this loss: an earlier learn() has used it up. Compute it again.", e);
            }
            if (message.contains("modified by an inplace operation")) {
                throw new PluginException(names + " cannot learn from this loss: it passed through a network that has learned since."
                        + " Apply that network again after its learn().", e);
            }
            throw e;
        }
    }

    /// ∂Σf(x)/∂x at a point, itself differentiable: the heart of every gradient penalty.
    NDArray slope(NDArray at, UnaryOperator<NDArray> f) {
        var x = at.stopGradient();
        x.setRequiresGradient(true);
        return script.call("slope", at.getManager(), f.apply(x), x).singletonOrThrow();
    }

    /// The Euclidean length of all these arrays as one vector.
    NDArray length(NDList arrays) {
        return withoutGradient(() -> script.call("length", arrays.getManager(), arrays).singletonOrThrow());
    }

    /// `average ← decay · average + (1 − decay) · now`
    void average(NDList average, NDList now, double decay) {
        if (!average.isEmpty()) {
            withoutGradient(() -> script.call("average", average.getManager(), average, now, 1 - decay)).close();
        }
    }

    /// These arrays stand for something that has changed: losses that passed through them are out of date.
    void outdate(NDList arrays) { rules.outdate(arrays); }

    /// The same values with the channels last in memory; the array itself is used up.
    NDArray channelsLast(NDArray array, int dimensions) {
        var arranged = script.call("arrange", array.getManager(), array, (long) dimensions).singletonOrThrow();
        array.close();
        return arranged;
    }

    /// Overwrites arrays with others of the same shapes.
    void copy(NDList into, NDList values) {
        if (!into.isEmpty()) {
            withoutGradient(() -> script.call("copy", into.getManager(), into, values)).close();
        }
    }

    <T> T withoutGradient(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Override public void close() {
        rules.close();
        script.close();
    }
}
