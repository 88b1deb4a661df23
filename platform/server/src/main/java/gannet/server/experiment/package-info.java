/// Experiments and their runs.
@NullMarked
package gannet.server.experiment;

import org.jspecify.annotations.NullMarked;
