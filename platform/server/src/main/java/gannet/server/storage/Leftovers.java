package gannet.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Folders under temporary names that an interrupted start left behind.
final class Leftovers {
    private Leftovers() {}

    static void remove(Path folder, String... prefixes) throws IOException {
        List<Path> found;
        try (var entries = Files.list(folder)) {
            found = entries.filter(entry -> List.of(prefixes).stream().anyMatch(String.valueOf(entry.getFileName())::startsWith)).toList();
        }
        for (var entry : found) {
            try (var tree = Files.walk(entry)) {
                for (var file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
