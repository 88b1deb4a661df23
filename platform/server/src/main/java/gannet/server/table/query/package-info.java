/// The language in which runs are asked for, such as `variant:dcgan loss<0.4 -tag:bad`.
@NullMarked
package gannet.server.table.query;

import org.jspecify.annotations.NullMarked;
