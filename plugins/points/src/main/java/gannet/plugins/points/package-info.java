/// Points of the plane from noise, and how far the discriminator believes in each place.
@NullMarked
package gannet.plugins.points;

import org.jspecify.annotations.NullMarked;
