@NullMarked
package gannet.parameters;

import org.jspecify.annotations.NullMarked;
