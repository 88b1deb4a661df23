package gannet.server.share;

import gannet.server.queue.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a link says of what it shows.
///
/// @param locked whether its password is still to be given: then nothing else is told    @param runs none for a board
public record Shown(boolean locked, Target.@Nullable Kind kind, String title, String maker, @Nullable Instant expires, List<Shown.SharedRun> runs) {
    static final Shown LOCKED = new Shown(true, null, "", "", null, List.of());

    /// A run without its project, files, log, family and people.
    public record SharedRun(
            long number, String name, String variant, String dataSet, State state, long step, long steps, Map<String, Object> settings, Map<String, Object> training) {}

    /// A picture without its run.
    public record SharedPicture(String id, String variant, long step, String caption) {}

    /// @param next to ask for what follows; null if nothing does
    public record SharedPictures(List<SharedPicture> pictures, @Nullable String next) {}
}
