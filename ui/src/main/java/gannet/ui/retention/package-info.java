/// What takes how much room, and what may go.
@NullMarked
package gannet.ui.retention;

import org.jspecify.annotations.NullMarked;
