@NullMarked
package gannet.worker;

import org.jspecify.annotations.NullMarked;
