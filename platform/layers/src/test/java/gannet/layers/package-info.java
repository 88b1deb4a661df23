@NullMarked
package gannet.layers;

import org.jspecify.annotations.NullMarked;
