/// Data sets as files: imported once with everything that is wrong said at once, immutable from then on, read in batches.
@NullMarked
package gannet.data;

import org.jspecify.annotations.NullMarked;
