/// What people of a team say to each other about what was made, and what they have done.
@NullMarked
package gannet.server.together;

import org.jspecify.annotations.NullMarked;
