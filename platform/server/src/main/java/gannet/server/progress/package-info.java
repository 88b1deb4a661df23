/// What runs report: events, curves, samples.
@NullMarked
package gannet.server.progress;

import org.jspecify.annotations.NullMarked;
