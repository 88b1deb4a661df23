/// Launch, Runs, and the page of one run.
@NullMarked
package gannet.ui.experiment;

import org.jspecify.annotations.NullMarked;
