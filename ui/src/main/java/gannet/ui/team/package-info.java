/// Pages of teams, their projects, and what was done in them.
@NullMarked
package gannet.ui.team;

import org.jspecify.annotations.NullMarked;
