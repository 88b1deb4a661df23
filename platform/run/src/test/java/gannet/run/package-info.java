@NullMarked
package gannet.run;

import org.jspecify.annotations.NullMarked;
