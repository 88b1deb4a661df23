/// Pictures from captions, in two stages.
@NullMarked
package gannet.plugins.stackgan;

import org.jspecify.annotations.NullMarked;
