/// Several runs beside each other: what differs between them, and what came of it.
@NullMarked
package gannet.server.compare;

import org.jspecify.annotations.NullMarked;
