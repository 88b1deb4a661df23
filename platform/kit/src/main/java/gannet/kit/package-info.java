/// The sums that papers share: adversarial losses, penalties, networks that see.
@NullMarked
package gannet.kit;

import org.jspecify.annotations.NullMarked;
