/// People, passwords, sessions, and the policy that decides.
@NullMarked
package gannet.server.account;

import org.jspecify.annotations.NullMarked;
