/// The parts of the table of runs: columns of settings and metrics, groups, saved views, and what is done with the rows that are chosen.
@NullMarked
package gannet.ui.table;

import org.jspecify.annotations.NullMarked;
