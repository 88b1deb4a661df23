package gannet.server.audit;

import java.util.UUID;

/// Who did it, as far as the log needs to know; so that it need not know accounts, which write it themselves.
public interface Doer {
    UUID id();

    String name();
}
