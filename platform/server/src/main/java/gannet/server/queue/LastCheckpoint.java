package gannet.server.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The newest checkpoint of a run, as its folder shows it.
///
/// @param step 0 if there is none
record LastCheckpoint(long step, long bytes) {
    private static final LastCheckpoint NONE = new LastCheckpoint(0, 0);

    /// @param folder of the run
    static LastCheckpoint in(Path folder) {
        var checkpoints = folder.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return NONE;
        }
        try (var found = Files.list(checkpoints)) {
            long step = found.map(each -> each.getFileName().toString()).filter(name -> name.matches("\\d{1,18}")).mapToLong(Long::parseLong).max().orElse(0);
            return step == 0 ? NONE : new LastCheckpoint(step, bytes(checkpoints.resolve(Long.toString(step))));
        } catch (IOException | UncheckedIOException e) {
            return NONE; // it went while we looked, and a newer one is there at the next look
        }
    }

    private static long bytes(Path checkpoint) throws IOException {
        try (var files = Files.list(checkpoint)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
