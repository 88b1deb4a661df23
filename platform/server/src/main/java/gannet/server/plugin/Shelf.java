package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;

/// Every bundle that was ever installed, kept by its hash: what a run was launched with stays there when the plugin is
/// upgraded.
final class Shelf {
    private final PluginStore store;
    private final Path folder;
    private final Clock clock;

    /// @param folder where the files are kept
    Shelf(Storage storage, Path folder, Clock clock) {
        this.store = new PluginStore(storage);
        this.folder = folder;
        this.clock = clock;
    }

    /// Keeps a bundle whose file was inspected, and gives the file that is kept.
    Path keep(Path jar, BundleInspection inspection) {
        var kept = folder.resolve(inspection.sha256() + ".jar");
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
            long bytes = Files.size(kept);
            store.add(inspection, bytes, clock.instant());
            return kept;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin " + jar.getFileName() + " cannot be kept in " + folder + ": " + e.getMessage()
                    + ". Make room there and start the server again.", e);
        }
    }

    /// The bundle of that hash, if it is kept and whole.
    Optional<Kept> find(String sha256) {
        var row = store.find(sha256);
        var file = folder.resolve(sha256 + ".jar");
        try {
            return isWhole(file, sha256) ? row.map(found -> new Kept(found.id, found.version, sha256, file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    record Kept(String id, String version, String sha256, Path file) {}

    private static boolean isWhole(Path file, String sha256) throws IOException {
        return Files.isRegularFile(file) && BundleInspection.sha256(file).equals(sha256);
    }
}
