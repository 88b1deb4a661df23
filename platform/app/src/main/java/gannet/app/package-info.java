/// The server's main(): configuration, and all parts wired by hand.
@NullMarked
package gannet.app;

import org.jspecify.annotations.NullMarked;
