/// Jobs, and whose turn it is.
@NullMarked
package gannet.server.queue;

import org.jspecify.annotations.NullMarked;
