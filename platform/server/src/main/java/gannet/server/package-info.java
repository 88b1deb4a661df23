/// The core: one package per feature, and what all of them are wired with.
@NullMarked
package gannet.server;

import org.jspecify.annotations.NullMarked;
