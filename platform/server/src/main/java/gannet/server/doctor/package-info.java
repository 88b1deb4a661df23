/// What is wrong with a run, and what to try: rules over what runs report.
@NullMarked
package gannet.server.doctor;

import org.jspecify.annotations.NullMarked;
