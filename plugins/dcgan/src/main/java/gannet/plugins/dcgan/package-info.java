/// Images from noise, with convolutions.
@NullMarked
package gannet.plugins.dcgan;

import org.jspecify.annotations.NullMarked;
