/// Processes that are killed at random moments while runs train, and the judgement of what is left.
@NullMarked
package gannet.testkit.chaos;

import org.jspecify.annotations.NullMarked;
