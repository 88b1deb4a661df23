/// Plugins: what is installed, what waits for approval, and how it gets there.
@NullMarked
package gannet.ui.plugin;

import org.jspecify.annotations.NullMarked;
