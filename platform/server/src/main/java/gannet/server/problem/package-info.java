/// Problems as HTTP answers.
@NullMarked
package gannet.server.problem;

import org.jspecify.annotations.NullMarked;
