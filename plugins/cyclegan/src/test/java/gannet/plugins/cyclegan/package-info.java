@NullMarked
package gannet.plugins.cyclegan;

import org.jspecify.annotations.NullMarked;
