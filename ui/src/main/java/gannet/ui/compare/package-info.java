/// Runs beside each other.
@NullMarked
package gannet.ui.compare;

import org.jspecify.annotations.NullMarked;
