package gannet.server.gallery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A picture as a wall shows it.
///
/// @param run its number    @param caption empty if it has none    @param boards those it is on
public record Picture(
        PictureId id, long run, String name, long step, String kind, String variant, Instant time, String caption,
        boolean starred, List<String> tags, List<UUID> boards) {
    public Picture {
        tags = List.copyOf(tags);
        boards = List.copyOf(boards);
    }
}
