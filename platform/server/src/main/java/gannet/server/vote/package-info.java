/// What people prefer when they do not know which is which.
@NullMarked
package gannet.server.vote;

import org.jspecify.annotations.NullMarked;
