@NullMarked
package gannet.host;

import org.jspecify.annotations.NullMarked;
