/// Signing in, invitations, one's own account, and the accounts of others.
@NullMarked
package gannet.ui.account;

import org.jspecify.annotations.NullMarked;
