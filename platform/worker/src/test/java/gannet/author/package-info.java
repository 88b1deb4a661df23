@NullMarked
package gannet.author;

import org.jspecify.annotations.NullMarked;
