/// What a person has been told, and what they wish to be told.
@NullMarked
package gannet.ui.notification;

import org.jspecify.annotations.NullMarked;
