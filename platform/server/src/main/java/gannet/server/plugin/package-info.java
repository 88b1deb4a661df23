/// The variants that plugins bring.
@NullMarked
package gannet.server.plugin;

import org.jspecify.annotations.NullMarked;
