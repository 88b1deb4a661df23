@NullMarked
package gannet.plugins.points;

import org.jspecify.annotations.NullMarked;
