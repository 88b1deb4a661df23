/// What a plugin author codes against.
@NullMarked
package gannet.spi;

import org.jspecify.annotations.NullMarked;
