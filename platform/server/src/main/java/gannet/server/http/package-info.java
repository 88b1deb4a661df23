/// The public port: routes, sessions, the proxy to the pages.
@NullMarked
package gannet.server.http;

import org.jspecify.annotations.NullMarked;
