/// The run directory: order, events, samples, checkpoints, control, exit.
@NullMarked
package gannet.run;

import org.jspecify.annotations.NullMarked;
