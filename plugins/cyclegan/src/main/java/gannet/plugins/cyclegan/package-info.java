/// One kind of picture into another, learnt without pairs.
@NullMarked
package gannet.plugins.cyclegan;

import org.jspecify.annotations.NullMarked;
