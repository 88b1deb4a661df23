@NullMarked
package gannet.app;

import org.jspecify.annotations.NullMarked;
