package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An imported data set of solids, to be read. Safe for threads.
public final class Voxels {
    private final Pictures index;

    private Voxels(Pictures index) { this.index = index; }

    /// @throws ProblemException of kind USER if it is a data set of another kind
    public static Voxels open(Path folder) {
        var index = Pictures.open(folder);
        if (index.description().kind() != Kind.VOXELS) {
            throw ProblemException.user("dataSet", "“%s” holds %s, not voxels. Choose a data set of voxels."
                    .formatted(index.description().name(), index.description().kind().words()));
        }
        return new Voxels(index);
    }

    public Description description() { return index.description(); }

    public int count() { return index.count(); }

    /// Of every solid: there are as many voxels along each axis.
    public int side() { return index.description().largest().width(); }

    /// What is known of a solid but its voxels.
    public Picture about(int number) { return index.picture(number); }

    /// Its class's number, from 0; −1 if the data set has no classes.
    public int classNumber(int number) { return index.classNumber(number); }

    /// Read from its file each time, in about a millisecond.
    public Solid solid(int number) { return read(index.folder(), index.picture(number)); }

    static Solid read(Path folder, Picture picture) {
        var file = folder.resolve(picture.file());
        try {
            var bytes = Files.readAllBytes(file);
            return VoxelFormat.of(bytes).orElseThrow(() -> new UnreadableException("is no voxel file")).read(bytes);
        } catch (IOException e) {
            throw Pictures.unreadable(folder, e);
        } catch (UnreadableException e) {
            throw Pictures.damaged(folder, file, e);
        }
    }
}
