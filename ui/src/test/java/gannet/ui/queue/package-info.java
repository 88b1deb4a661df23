@NullMarked
package gannet.ui.queue;

import org.jspecify.annotations.NullMarked;
