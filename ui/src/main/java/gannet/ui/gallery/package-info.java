/// The gallery as a page.
@NullMarked
package gannet.ui.gallery;

import org.jspecify.annotations.NullMarked;
