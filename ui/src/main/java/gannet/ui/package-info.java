/// The shell that every page stands in, and the servlet container that serves them.
@NullMarked
package gannet.ui;

import org.jspecify.annotations.NullMarked;
