@NullMarked
package gannet.plugins.wgangp;

import org.jspecify.annotations.NullMarked;
