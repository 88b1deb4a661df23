package gannet.server.progress;

import gannet.run.Event;
import java.util.List;

/// When a run took samples.
///
/// @param pages samples that look alike, one after the other; a variant with phases may change what it shows
public record Album(long run, List<Page> pages) {
    /// @param steps rising
    public record Page(Event.Picture media, List<Long> steps) {}
}
