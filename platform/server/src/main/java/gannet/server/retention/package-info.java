/// Which checkpoints of runs that are over are kept, and what takes how much room.
@NullMarked
package gannet.server.retention;

import org.jspecify.annotations.NullMarked;
