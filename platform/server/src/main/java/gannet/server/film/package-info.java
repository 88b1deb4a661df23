/// A run's samples over its steps, as one moving picture.
@NullMarked
package gannet.server.film;

import org.jspecify.annotations.NullMarked;
