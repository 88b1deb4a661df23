/// What people of a project have done.
@NullMarked
package gannet.server.activity;

import org.jspecify.annotations.NullMarked;
