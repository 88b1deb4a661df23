/// What the shell promises.
@NullMarked
package gannet.ui;

import org.jspecify.annotations.NullMarked;
