/// What people say to each other, on pages.
@NullMarked
package gannet.ui.together;

import org.jspecify.annotations.NullMarked;
