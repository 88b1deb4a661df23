@NullMarked
package gannet.plugins.gan3d;

import org.jspecify.annotations.NullMarked;
