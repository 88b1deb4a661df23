/// The process that does one job beside the GPU, and the command line that starts it without a server.
@NullMarked
package gannet.worker;

import org.jspecify.annotations.NullMarked;
