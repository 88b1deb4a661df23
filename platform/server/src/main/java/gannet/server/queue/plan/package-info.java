/// The order of the queue: one pure function from what is known at a moment to what should happen now, and should happen later.
@NullMarked
package gannet.server.queue.plan;

import org.jspecify.annotations.NullMarked;
