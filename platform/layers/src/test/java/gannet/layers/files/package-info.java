@NullMarked
package gannet.layers.files;

import org.jspecify.annotations.NullMarked;
