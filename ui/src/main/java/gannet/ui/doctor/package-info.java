/// What is wrong with a run, where it is looked at.
@NullMarked
package gannet.ui.doctor;

import org.jspecify.annotations.NullMarked;
