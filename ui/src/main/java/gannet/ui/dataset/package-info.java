/// Data sets: cards, one set, import.
@NullMarked
package gannet.ui.dataset;

import org.jspecify.annotations.NullMarked;
