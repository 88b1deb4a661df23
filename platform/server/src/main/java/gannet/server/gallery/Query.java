package gannet.server.gallery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which pictures somebody wants to see; null for no matter which.
///
/// @param run its number    @param kind of media, as runs call it    @param starred by the one who asks
/// @param last whether only what each run made last
public record Query(
        UUID project, @Nullable UUID board, boolean starred, @Nullable String tag, @Nullable String variant, @Nullable UUID dataSet,
        @Nullable Long run, @Nullable String kind, boolean last) {
    public static Query all(UUID project) { return new Query(project, null, false, null, null, null, null, null, false); }
}
