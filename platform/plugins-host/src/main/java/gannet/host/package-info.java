/// Plugins at home: inspected as files, installed in Felix, their variants found, and their cards made.
@NullMarked
package gannet.host;

import org.jspecify.annotations.NullMarked;
