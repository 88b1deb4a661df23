package gannet.server.experiment;

import gannet.run.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the folder of a run that comes from elsewhere is made: under a name where nobody looks, and then given the run's own. Several
/// servers may share the folder of all runs, so what is being made names its server, and each sweeps its own alone.
public final class RunFolders {
    private static final Logger log = LoggerFactory.getLogger(RunFolders.class);

    private final Path all;
    private final String prefix;

    /// @param all the folder of all run directories    @param server whose data directory this process alone has
    public RunFolders(Path all, UUID server) {
        this.all = all;
        prefix = ".coming-" + server + "-";
    }

    public Path of(UUID run) { return all.resolve(run.toString()); }

    /// Where its files are brought together.
    public Path coming(UUID run) { return all.resolve(prefix + run); }

    /// Gives it its name; all that is in it must be on the disk.
    public void settle(UUID run) throws IOException { Durable.rename(coming(run), of(run)); }

    /// When nothing came of it; what hinders that is told beside the cause.
    public void takeBack(UUID run, Exception cause) {
        Durable.removeAfter(cause, coming(run));
        Durable.removeAfter(cause, of(run));
    }

    /// Once at start: removes what was being made by a process that was killed.
    public void sweep() {
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var left = Files.newDirectoryStream(all, prefix + "*")) {
            for (var folder : left) {
                Durable.remove(folder);
            }
        } catch (IOException e) {
            log.warn("What an earlier start left of runs that were coming cannot be removed from {}; look at the folder's permissions", all, e);
        }
    }
}
