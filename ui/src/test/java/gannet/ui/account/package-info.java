/// What signing in promises.
@NullMarked
package gannet.ui.account;

import org.jspecify.annotations.NullMarked;
