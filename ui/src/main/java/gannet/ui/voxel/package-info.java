/// Solids, to be turned and looked at from all sides.
@NullMarked
package gannet.ui.voxel;

import org.jspecify.annotations.NullMarked;
