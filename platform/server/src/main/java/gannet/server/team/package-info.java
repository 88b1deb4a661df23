/// Teams and their projects.
@NullMarked
package gannet.server.team;

import org.jspecify.annotations.NullMarked;
