/// Runs that leave and come, on pages.
@NullMarked
package gannet.ui.transfer;

import org.jspecify.annotations.NullMarked;
