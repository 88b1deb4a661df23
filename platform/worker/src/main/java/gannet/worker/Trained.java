package gannet.worker;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Order;
import gannet.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A checkpoint and the run that wrote it, to be used and not changed.
record Trained(RunDirectory directory, Order order, Checkpoints.Found found) {

    /// @param place a run directory, of which the newest whole checkpoint is taken, or the folder of a checkpoint
    /// @throws ProblemException of kind ABSENT if it is neither
    static Trained at(Path place) {
        try {
            return RunDirectory.isOne(place) ? newest(RunDirectory.open(place)) : one(place);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The checkpoint in " + place + " cannot be used: " + e.getMessage() + ". Choose another one.", e);
        }
    }

    private static Trained newest(RunDirectory directory) throws IOException {
        var order = directory.order();
        var found = new Checkpoints(directory.checkpoints(), order.training().checkpointEvery()).newestWhole()
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, directory.folder().toString(), "The run in " + directory.folder()
                        + " has no checkpoint yet. Wait until it has written one; its order.json says how often it does."));
        return new Trained(directory, order, found);
    }

    private static Trained one(Path place) throws IOException {
        var folder = place.toAbsolutePath().normalize();
        var run = folder.resolve("../..").normalize();
        if (!Checkpoints.isOne(folder) || !RunDirectory.isOne(run)) {
            throw new ProblemException(Problem.Kind.ABSENT, place.toString(), "There is neither a run nor a checkpoint in " + place
                    + (Files.isDirectory(folder) ? "." : ": there is no such folder.") + " Name a run directory, or one of the folders in its checkpoints/.");
        }
        var directory = RunDirectory.open(run);
        return new Trained(directory, directory.order(), new Checkpoints.Found(folder, Checkpoints.verified(folder)));
    }
}
