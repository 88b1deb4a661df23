/// A plugin that misbehaves on demand; the tests pack it into a bundle.
@NullMarked
package gannet.moody;

import org.jspecify.annotations.NullMarked;
