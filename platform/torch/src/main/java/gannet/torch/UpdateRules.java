package gannet.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/// One step of each optimizer, in place, for all parameters of a network at once. PyTorch's fused steps do not count as
/// changes, so that a loss from before one would be taken with wrong gradients; writing nothing into each parameter counts.
final class UpdateRules implements AutoCloseable {
    private static final String METHODS = """
            def changed(self: __torch__.M, p: List[Tensor]) -> Tensor:
              for i in range(torch.len(p)):
                _1 = torch.zero_(torch.slice(p[i], 0, 0, 0))
              return torch.zeros([1])
            def adam(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                rate: float, beta1: float, beta2: float, epsilon: float) -> Tensor:
              torch._foreach_add_(t, 1)
              torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), t, lr=rate, beta1=beta1, beta2=beta2,
                  weight_decay=0., eps=epsilon, amsgrad=False, maximize=False)
              return (self).changed(p, )
            def adamw(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                rate: float, beta1: float, beta2: float, epsilon: float, decay: float) -> Tensor:
              torch._foreach_add_(t, 1)
              torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), t, lr=rate, beta1=beta1, beta2=beta2,
                  weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
              return (self).changed(p, )
            def rmsprop(self: __torch__.M, p: List[Tensor], g: List[Tensor], v: List[Tensor], last: List[Tensor],
                rate: float, memory: float, epsilon: float, momentum: float) -> Tensor:
              torch._foreach_mul_(v, memory)
              torch._foreach_addcmul_(v, g, g, torch.sub(1., memory))
              roots = torch._foreach_sqrt(v)
              torch._foreach_add_(roots, epsilon)
              if torch.eq(torch.len(last), 0):
                torch._foreach_addcdiv_(p, g, roots, torch.neg(rate))
              else:
                torch._foreach_mul_(last, momentum)
                torch._foreach_addcdiv_(last, g, roots, 1.)
                torch._foreach_add_(p, last, alpha=torch.neg(rate))
              return (self).changed(p, )
            def sgd(self: __torch__.M, p: List[Tensor], g: List[Tensor], last: List[Tensor],
                rate: float, momentum: float, nesterov: bool, decay: float) -> Tensor:
              pull = torch._foreach_add(g, p, alpha=decay)
              if torch.eq(torch.len(last), 0):
                torch._foreach_add_(p, pull, alpha=torch.neg(rate))
              else:
                torch._foreach_mul_(last, momentum)
                torch._foreach_add_(last, pull)
                if nesterov:
                  torch._foreach_add_(pull, last, alpha=momentum)
                  torch._foreach_add_(p, pull, alpha=torch.neg(rate))
                else:
                  torch._foreach_add_(p, last, alpha=torch.neg(rate))
              return (self).changed(p, )
            """;

    private final Autograd autograd;
    private final TorchScript script;

    UpdateRules(Autograd autograd, NDManager manager) {
        this.autograd = autograd;
        script = TorchScript.load("optimizers", METHODS, List.of(), manager);
    }

    /// @param rule a method above    @param arguments parameters, gradients, memories, numbers
    void step(String rule, Object... arguments) {
        var scope = ((NDList) arguments[1]).getManager();
        autograd.withoutGradient(() -> script.call(rule, scope, arguments)).close();
    }

    /// Lets PyTorch notice if a value that was calculated with these arrays is differentiated later.
    void outdate(NDList arrays) { autograd.withoutGradient(() -> script.call("changed", arrays.getManager(), arrays)).close(); }

    @Override public void close() { script.close(); }
}
