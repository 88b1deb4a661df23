/// Networks as data: layers named as in the papers, their shapes, parameters and TorchScript. Depends on nothing.
@NullMarked
package gannet.layers;

import org.jspecify.annotations.NullMarked;
