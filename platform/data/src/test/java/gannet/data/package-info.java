/// Data sets, tested on archives made here.
@NullMarked
package gannet.data;

import org.jspecify.annotations.NullMarked;
