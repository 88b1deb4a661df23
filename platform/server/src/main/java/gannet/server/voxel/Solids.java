package gannet.server.voxel;

import gannet.data.Npz;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.progress.Progress;
import java.io.IOException;
import java.util.Arrays;

/// The solids of a run's samples: the numbers behind the pictures.
public final class Solids {
    /// Voxels along an edge, as many as data sets may have: a surface takes many times the room of its solid.
    private static final int LARGEST_SIDE = 256;

    private final Progress progress;

    public Solids(Progress progress) { this.progress = progress; }

    /// @param item which of the step's solids, from 0
    public Grid grid(Person who, long run, long step, int item) {
        var array = read(run, step, progress.beside(who, run, step, "npz"));
        var shape = array.shape();
        if (shape.length != 4 || shape[1] != shape[2] || shape[2] != shape[3]) {
            throw new ProblemException(Problem.Kind.PLUGIN, "step", "The sample of run " + run + " at step " + step + " is no row of cubes but an array of "
                    + Arrays.toString(shape) + "; it cannot be shown as solids.");
        }
        if (shape[1] > LARGEST_SIDE) {
            throw new ProblemException(Problem.Kind.PLUGIN, "step", "The solids of run " + run + " at step " + step + " have a side of " + shape[1] + " voxels, and at most "
                    + LARGEST_SIDE + " are shown.");
        }
        if (item < 0 || item >= shape[0]) {
            throw new ProblemException(Problem.Kind.ABSENT, "item", "item must be from 0 to " + (shape[0] - 1) + ", not " + item + ".");
        }
        int size = shape[1] * shape[2] * shape[3];
        return new Grid(shape[1], Arrays.copyOfRange(array.values(), item * size, (item + 1) * size));
    }

    /// @param threshold what a voxel must be fuller than, between 0 and 1
    public byte[] file(Person who, long run, long step, int item, double threshold, SolidFormat format) {
        if (!(threshold > 0 && threshold < 1)) {
            throw ProblemException.user("threshold", "threshold must be between 0 and 1, not " + threshold + ".");
        }
        return format.of(grid(who, run, step, item), threshold, "Made by Gannet: run " + run + ", step " + step + ", solid " + (item + 1) + ", more than " + threshold + " full");
    }

    private static Npz.Bytes read(long run, long step, byte[] file) {
        try {
            return Npz.read(file);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The solids of run " + run + " at step " + step + " cannot be read: " + e.getMessage()
                    + ". Choose another step.", e);
        }
    }
}
