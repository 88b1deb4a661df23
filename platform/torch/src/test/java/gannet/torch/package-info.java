@NullMarked
package gannet.torch;

import org.jspecify.annotations.NullMarked;
