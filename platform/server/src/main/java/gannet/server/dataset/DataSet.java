package gannet.server.dataset;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An imported, checked, immutable version of somebody's data.
///
/// @param project null if it is built in    @param kind as people read it: "pictures", "labelled pictures", "voxels", …
/// @param hash of its content    @param count of pictures, both sides' together; of solids, if it holds voxels: their side is its width and height
/// @param width of the narrowest picture    @param height of the lowest picture    @param largestWidth of the widest    @param largestHeight of the highest
/// @param channels 1 for grey, 3 for colour    @param classes the labels in their order, empty if there are none    @param bytes of all files
/// @param builtIn whether Gannet painted it itself    @param findings what was wrong with which file, and what became of it
/// @param moreFindings how many are not listed    @param source the archive it came in    @param licence as it stood in the archive, or empty
public record DataSet(
        UUID id, @Nullable UUID project, String name, int version, String kind, String hash, int count, int width, int height, int largestWidth,
        int largestHeight, int channels, List<String> classes, long bytes, boolean builtIn, Instant created, String createdBy,
        List<Finding> findings, int moreFindings, String source, String licence) {

    /// @param file empty if it is about all of them
    public record Finding(String file, String message) {}

    public DataSet {
        classes = List.copyOf(classes);
        findings = List.copyOf(findings);
    }
}
