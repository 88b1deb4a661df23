/// What a run reports, as it is looked at: the Java side of the web components, which fetch their data themselves.
@NullMarked
package gannet.ui.progress;

import org.jspecify.annotations.NullMarked;
