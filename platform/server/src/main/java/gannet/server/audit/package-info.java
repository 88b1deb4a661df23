/// What was done to people, rights and things that others rely on, kept for good.
@NullMarked
package gannet.server.audit;

import org.jspecify.annotations.NullMarked;
