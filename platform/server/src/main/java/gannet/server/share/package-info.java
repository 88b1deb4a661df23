/// Links by which people without an account are shown a run, a comparison or a board, and nothing else.
@NullMarked
package gannet.server.share;

import org.jspecify.annotations.NullMarked;
