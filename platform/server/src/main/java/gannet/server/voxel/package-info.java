/// Solids that runs made, as numbers and as files for other programs.
@NullMarked
package gannet.server.voxel;

import org.jspecify.annotations.NullMarked;
