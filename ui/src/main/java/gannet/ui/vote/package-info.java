/// Blind tests, on pages.
@NullMarked
package gannet.ui.vote;

import org.jspecify.annotations.NullMarked;
