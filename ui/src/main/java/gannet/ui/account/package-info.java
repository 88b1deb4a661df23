/// Signing in, and the first administrator.
@NullMarked
package gannet.ui.account;

import org.jspecify.annotations.NullMarked;
