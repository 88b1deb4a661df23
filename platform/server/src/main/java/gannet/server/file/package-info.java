/// Files that people give to runs by a setting: a network that sees, the vectors of captions.
@NullMarked
package gannet.server.file;

import org.jspecify.annotations.NullMarked;
