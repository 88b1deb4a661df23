/// Links by which people without an account are shown something, on pages.
@NullMarked
package gannet.ui.share;

import org.jspecify.annotations.NullMarked;
