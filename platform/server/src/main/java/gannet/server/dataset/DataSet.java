package gannet.server.dataset;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An imported, checked, immutable version of somebody's data.
///
/// @param kind "pictures", "labelled pictures", "captioned pictures"    @param hash of its content
/// @param width of the smallest picture    @param height of the smallest picture    @param channels 1 for grey, 3 for colour
/// @param builtIn whether Gannet painted it itself    @param findings what was wrong with which file, and what became of it
public record DataSet(
        UUID id, UUID project, String name, int version, String kind, String hash, int count, int width, int height, int channels,
        long bytes, boolean builtIn, Instant created, String createdBy, List<Finding> findings) {

    public record Finding(String file, String message) {}
}
