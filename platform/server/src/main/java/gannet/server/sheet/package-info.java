/// Sheets of runs as pictures in memory, read within limits for all who cut them.
@NullMarked
package gannet.server.sheet;

import org.jspecify.annotations.NullMarked;
