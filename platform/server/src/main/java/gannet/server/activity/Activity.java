package gannet.server.activity;

import java.time.Instant;

/// Something that a person did.
///
/// @param name of the thing    @param path of the page that shows it, such as `runs/12`
public record Activity(Instant time, String person, Kind kind, String name, String path) {
    /// COLLECTED is putting pictures on a board; ASKED and CLOSED are of blind tests.
    public enum Kind { LAUNCHED, FORKED, IMPORTED, COMMENTED, COLLECTED, SHARED, ASKED, CLOSED }
}
