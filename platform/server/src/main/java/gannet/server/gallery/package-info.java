/// Pictures of all runs: looked through, marked, taken away with their passport, and found again.
@NullMarked
package gannet.server.gallery;

import org.jspecify.annotations.NullMarked;
