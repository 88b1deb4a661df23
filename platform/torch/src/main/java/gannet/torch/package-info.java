/// Described networks at work in PyTorch: start [gannet.torch.TorchEngine], then make [gannet.torch.Parts].
@NullMarked
package gannet.torch;

import org.jspecify.annotations.NullMarked;
