package gannet.torch;

import java.util.List;

/// A saved state that does not belong to these networks; the message lists every difference.
@SuppressWarnings("serial")
public final class RestoreException extends RuntimeException {
    RestoreException(List<String> differences) {
        super("The saved state does not fit these networks:\n  " + String.join("\n  ", differences));
    }
}
