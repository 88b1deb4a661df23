/// What people of a project have done, on pages.
@NullMarked
package gannet.ui.activity;

import org.jspecify.annotations.NullMarked;
