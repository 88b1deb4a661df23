/// Images from noise, with a critic that measures a distance.
@NullMarked
package gannet.plugins.wgangp;

import org.jspecify.annotations.NullMarked;
