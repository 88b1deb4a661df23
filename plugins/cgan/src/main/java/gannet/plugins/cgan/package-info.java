/// Pictures of the class asked for, from noise.
@NullMarked
package gannet.plugins.cgan;

import org.jspecify.annotations.NullMarked;
