package gannet.server.backup;

import gannet.run.Durable;
import gannet.server.backup.Manifest.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Where a backup is written: a zip if its name ends so, or else a folder. It has a temporary name until it is whole.
final class Destination implements AutoCloseable {
    /// What one file of the backup holds.
    interface Filling {
        void into(OutputStream out) throws IOException;
    }

    private final Path target;
    private final Path temporary;
    private final @Nullable ZipOutputStream zip;

    /// @param target absolute, and not there yet
    Destination(Path target) throws IOException {
        this.target = target;
        temporary = Files.createTempDirectory(target.resolveSibling("").normalize(), "." + target.getFileName() + ".").resolve("backup");
        zip = target.toString().endsWith(".zip") ? new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) : null;
        if (zip != null) {
            zip.setLevel(Deflater.BEST_SPEED); // pictures and weights hardly get smaller
        }
    }

    Content put(String path, Filling filling) throws IOException {
        if (zip != null) {
            zip.putNextEntry(new ZipEntry(path));
            var hashed = new Hashed(zip);
            filling.into(hashed);
            zip.closeEntry();
            return hashed.content(path);
        }
        var file = temporary.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var hashed = new Hashed(out);
            filling.into(hashed);
            out.flush();
            return hashed.content(path);
        }
    }

    /// Gives it its name.
    void finish() throws IOException {
        if (zip != null) {
            zip.close();
            Durable.sync(temporary);
        } else {
            Durable.syncAll(temporary);
        }
        Durable.rename(temporary, target);
    }

    /// Removes what was not finished.
    @Override public void close() throws IOException {
        try {
            if (zip != null) {
                zip.close();
            }
        } finally {
            Durable.remove(temporary.resolveSibling(""));
        }
    }
}
