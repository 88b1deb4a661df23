/// What people are told of their runs: in the page, by mail, by webhook.
@NullMarked
package gannet.server.notification;

import org.jspecify.annotations.NullMarked;
