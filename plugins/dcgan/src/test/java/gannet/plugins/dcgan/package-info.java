@NullMarked
package gannet.plugins.dcgan;

import org.jspecify.annotations.NullMarked;
