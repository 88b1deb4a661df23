/// The queue in simulated time: workloads, what becomes of them under the real order, and what must always hold.
@NullMarked
package gannet.server.queue.simulation;

import org.jspecify.annotations.NullMarked;
