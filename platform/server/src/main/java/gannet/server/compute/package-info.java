/// Devices, and the workers that run on them.
@NullMarked
package gannet.server.compute;

import org.jspecify.annotations.NullMarked;
