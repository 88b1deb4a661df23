/// Everything a server keeps, in one file or folder, and back from it.
@NullMarked
package gannet.server.backup;

import org.jspecify.annotations.NullMarked;
