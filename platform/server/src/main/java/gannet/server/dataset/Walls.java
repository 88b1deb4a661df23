package gannet.server.dataset;

import gannet.run.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sheets of pictures that were made once, kept as files.
final class Walls {
    private static final Logger LOG = LoggerFactory.getLogger(Walls.class);
    private static final int MOST = 2_000;

    private final Path folder;

    Walls(Path folder) { this.folder = folder; }

    /// The one of this name, made if there is none.
    byte[] of(String name, Supplier<byte[]> making) {
        var kept = folder.resolve(name + ".png");
        try {
            if (Files.exists(kept)) {
                return Files.readAllBytes(kept);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read and is made again", kept, e);
        }
        var wall = making.get();
        keep(kept, wall);
        return wall;
    }

    /// One that cannot be kept is made again next time.
    private void keep(Path kept, byte[] wall) {
        try {
            Files.createDirectories(folder);
            try (var others = Files.list(folder)) {
                if (others.limit(MOST).count() == MOST) {
                    return; // who asks for every size there is does not fill the disk
                }
            }
            var temporary = Files.createTempFile(folder, "", ".new");
            try {
                Files.write(temporary, wall, StandardOpenOption.DSYNC);
                Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Durable.removeAfter(e, temporary);
                throw e;
            }
        } catch (IOException e) {
            LOG.warn("A wall of pictures could not be kept under {}: {}", folder, e.getMessage());
        }
    }
}
