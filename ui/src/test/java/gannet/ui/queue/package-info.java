/// Where jobs may go, what a week was used for, and what an address says.
@NullMarked
package gannet.ui.queue;

import org.jspecify.annotations.NullMarked;
