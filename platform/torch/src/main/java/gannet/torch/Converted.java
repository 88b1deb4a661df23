package gannet.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/// A network's parameters in the number format and layout in which its layers calculate. They are made when a step first
/// needs them and serve every call until the parameters change or the step ends, so that a network which is called several
/// times in a step pays once, and gradients of all the calls meet before they are converted back.
final class Converted {
    private final TorchScript script;
    private final NDList parameters;
    private final Autograd autograd;
    private @Nullable NDList made;
    private boolean differentiable;

    Converted(TorchScript script, NDList parameters, Autograd autograd) {
        this.script = script;
        this.parameters = parameters;
        this.autograd = autograd;
    }

    /// @param scope of the call; they live as long
    NDList in(NDManager scope) {
        boolean wanted = JniUtils.isGradMode();
        if (made != null && !made.head().isReleased() && (differentiable || !wanted)) {
            return made;
        }
        forget();
        differentiable = wanted;
        made = script.call("convert", scope, parameters);
        return made;
    }

    /// The parameters are others now.
    void forget() {
        if (made != null && !made.head().isReleased()) {
            autograd.outdate(made);
            made.close();
        }
        made = null;
    }
}
