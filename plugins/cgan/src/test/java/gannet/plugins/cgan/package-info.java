@NullMarked
package gannet.plugins.cgan;

import org.jspecify.annotations.NullMarked;
