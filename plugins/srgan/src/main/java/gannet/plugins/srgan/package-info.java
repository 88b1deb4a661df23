/// Photographs made larger.
@NullMarked
package gannet.plugins.srgan;

import org.jspecify.annotations.NullMarked;
