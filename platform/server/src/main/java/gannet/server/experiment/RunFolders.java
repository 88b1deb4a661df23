package gannet.server.experiment;

import gannet.run.Durable;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the folder of a run is made that has files before it begins: under a name where nobody looks, and then given the run's own.
/// Several servers may share the folder of all runs, so what is being made names its server, and each sweeps its own alone.
public final class RunFolders {
    private static final Logger log = LoggerFactory.getLogger(RunFolders.class);

    private final RunStore store;
    private final Path all;
    private final String prefix;

    /// @param all the folder of all run directories    @param server whose data directory this process alone has
    public RunFolders(Storage storage, Path all, UUID server) {
        store = new RunStore(storage);
        this.all = all;
        prefix = ".coming-" + server + "-";
    }

    public Path of(UUID run) { return all.resolve(run.toString()); }

    /// Where its files are brought together.
    public Path coming(UUID run) { return all.resolve(prefix + run); }

    /// Brings all that is in it to the disk, and gives it its name.
    public void settle(UUID run) throws IOException {
        Durable.syncAll(coming(run));
        Durable.rename(coming(run), of(run));
    }

    /// When nothing came of runs that one transaction was to write; what hinders that is told beside the cause. A database that dies as it
    /// commits may have written them and not have said so, so it is asked, and what it has keeps its files.
    public void takeBack(List<UUID> runs, Exception cause) {
        runs.forEach(run -> Durable.removeAfter(cause, coming(run)));
        var settled = runs.stream().map(this::of).filter(Files::exists).toList();
        if (!settled.isEmpty() && !mayBeWritten(runs, cause)) {
            settled.forEach(folder -> Durable.removeAfter(cause, folder));
        }
    }

    /// While nobody can tell, they may be: a folder that no run has takes room, and nothing sweeps it; a run without its folder is lost.
    private boolean mayBeWritten(List<UUID> runs, Exception cause) {
        try {
            return store.hasAny(runs);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            return true;
        }
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
