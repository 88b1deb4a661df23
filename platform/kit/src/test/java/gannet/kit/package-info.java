@NullMarked
package gannet.kit;

import org.jspecify.annotations.NullMarked;
