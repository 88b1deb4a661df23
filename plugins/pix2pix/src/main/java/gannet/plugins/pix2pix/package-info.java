/// A picture into another, learnt from pairs.
@NullMarked
package gannet.plugins.pix2pix;

import org.jspecify.annotations.NullMarked;
