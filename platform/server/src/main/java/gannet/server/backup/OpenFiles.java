package gannet.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Files that are read to their end even if somebody deletes them meanwhile.
record OpenFiles(SequencedMap<String, InputStream> files) implements AutoCloseable {
    /// Of a folder that went while its files were opened, none is taken.
    static OpenFiles in(Path folder, List<String> paths) throws IOException {
        var opened = new OpenFiles(new TreeMap<>());
        try {
            for (var path : paths) {
                try {
                    opened.files.put(path, Files.newInputStream(folder.resolve(path), LinkOption.NOFOLLOW_LINKS));
                } catch (NoSuchFileException gone) {
                    opened.forget(path.substring(0, path.lastIndexOf('/') + 1));
                }
            }
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void forget(String folder) throws IOException {
        for (var path : files.keySet().stream().filter(path -> path.startsWith(folder) && !folder.equals("checkpoints/")).toList()) {
            var in = files.remove(path);
            if (in != null) {
                in.close();
            }
        }
    }

    @Override public void close() throws IOException {
        for (var in : files.values()) {
            in.close();
        }
    }
}
