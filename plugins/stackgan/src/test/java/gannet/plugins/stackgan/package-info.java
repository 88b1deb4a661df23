@NullMarked
package gannet.plugins.stackgan;

import org.jspecify.annotations.NullMarked;
