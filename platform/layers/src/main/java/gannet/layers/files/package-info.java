/// Arrays that other programs wrote: what a file holds, and how it becomes a network's parameters.
@NullMarked
package gannet.layers.files;

import org.jspecify.annotations.NullMarked;
