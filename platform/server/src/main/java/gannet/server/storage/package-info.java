/// The database: private or the team's own, its schema, its connections.
@NullMarked
package gannet.server.storage;

import org.jspecify.annotations.NullMarked;
