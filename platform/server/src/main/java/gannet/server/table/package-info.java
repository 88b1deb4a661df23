/// The table of runs: what is asked of it, what people write on its rows, and looks at it that a team keeps.
@NullMarked
package gannet.server.table;

import org.jspecify.annotations.NullMarked;
