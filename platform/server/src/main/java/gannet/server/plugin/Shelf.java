package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The files of plugins, by their hash, in the folder that all servers share: what a run was launched with stays there when the
/// plugin is upgraded. A file that lies here is no more than that; whether anybody may load it is in the database.
final class Shelf {
    private final Path folder;

    /// @param folder where the files are kept
    Shelf(Path folder) { this.folder = folder; }

    /// Keeps a bundle whose file was inspected, and gives the file that is kept.
    Path keep(Path jar, BundleInspection inspection) {
        var kept = place(inspection.sha256());
        try {
            Files.createDirectories(folder);
            if (!isWhole(kept, inspection.sha256())) {
                var part = Files.createTempFile(folder, ".", ".part"); // another server may keep the same one at this moment
                try {
                    Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
                    Durable.sync(part);
                    Durable.rename(part, kept);
                } catch (IOException e) {
                    Durable.removeAfter(e, part);
                    throw e;
                }
            }
            return kept;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin " + jar.getFileName() + " cannot be kept in " + folder + ": " + e.getMessage()
                    + ". Make room there, then try again.", e);
        }
    }

    Path place(String sha256) { return folder.resolve(sha256 + ".jar"); }

    /// Whether the file is there with the content that it should have.
    boolean has(String sha256) {
        try {
            return isWhole(place(sha256), sha256);
        } catch (IOException e) {
            return false;
        }
    }

    void remove(String sha256) {
        try {
            Files.deleteIfExists(place(sha256));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin's file " + place(sha256) + " cannot be removed: " + e.getMessage() + ". Delete it by hand.", e);
        }
    }

    private static boolean isWhole(Path file, String sha256) throws IOException {
        return Files.isRegularFile(file) && BundleInspection.sha256(file).equals(sha256);
    }
}
