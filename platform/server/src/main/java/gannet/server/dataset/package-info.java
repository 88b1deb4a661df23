/// Imported data, checked and immutable.
@NullMarked
package gannet.server.dataset;

import org.jspecify.annotations.NullMarked;
