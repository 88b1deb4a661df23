/// Runs that leave as one zip and come from another Gannet.
@NullMarked
package gannet.server.transfer;

import org.jspecify.annotations.NullMarked;
