package gannet.testkit;

import gannet.data.Library;
import gannet.data.Painted;
import gannet.run.Durable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Gannet's own data sets, painted once for all servers of a test run: each server would paint the same to the byte, and its
/// story would wait for it. Where the property `gannet.painted` names a folder they are painted there, and a new server finds
/// them in its library; what a library holds is never changed, so that the files may be the same ones. On another disk, where they cannot be,
/// the server paints.
final class PaintedOnce {
    private PaintedOnce() {}

    /// @param library of a server that was not started yet; one that is there already is left alone
    static synchronized void into(Path library) throws IOException {
        var named = Optional.ofNullable(System.getProperty("gannet.painted")).map(Path::of);
        if (named.isEmpty() || Files.exists(library)) {
            return;
        }
        var painted = new Library(named.get());
        try {
            for (var one : Painted.values()) {
                link(painted.paint(one).folder(), library.resolve(one.hash()));
            }
        } catch (FileSystemException e) {
            if (Files.isDirectory(library)) {
                Durable.remove(library);
            }
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var place = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.createLink(place, file);
                }
            }
        }
    }
}
