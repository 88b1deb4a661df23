/// `./gannet bench`: what is measured, beside which goal, on which machine.
@NullMarked
package gannet.bench;

import org.jspecify.annotations.NullMarked;
