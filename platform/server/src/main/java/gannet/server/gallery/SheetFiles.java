package gannet.server.gallery;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.gallery.PictureStore.Sheet;
import gannet.server.sheet.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The files of sheets, as runs left them; a person may have removed some by hand.
final class SheetFiles {
    private final Path runs;

    /// @param runs the folder of all run directories
    SheetFiles(Path runs) { this.runs = runs; }

    /// @throws ProblemException with a sentence for the tile
    <T> T read(Sheet sheet, Sheets.Use<T> use) {
        try {
            return Sheets.read(file(sheet), use);
        } catch (IOException e) {
            throw damaged(sheet, e);
        }
    }

    /// @throws ProblemException if it is gone, or lies elsewhere
    Path file(Sheet sheet) {
        var folder = runs.resolve(sheet.run().toString());
        try {
            var file = folder.resolve(sheet.file()).normalize();
            if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new ProblemException(Problem.Kind.PLUGIN, "picture", "Run " + sheet.number() + " names a sample outside its own folder; it is not shown.");
            }
            return file;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.ABSENT, "The samples of run %d at step %,d are no longer on the disk.".formatted(sheet.number(), sheet.step()), e);
        }
    }

    static ProblemException damaged(Sheet sheet, IOException e) {
        return new ProblemException(Problem.Kind.ABSENT, "The file with the samples of run %d at step %,d is damaged: ".formatted(sheet.number(), sheet.step()) + e.getMessage() + ".", e);
    }

    /// SHA-256 of the small file that names the hashes of all others in a checkpoint; empty if it has been let go.
    Optional<String> checkpointHash(Passport passport, String checkpoint) {
        var folder = runs.resolve(passport.run().toString());
        var state = folder.resolve(checkpoint).resolve("state.json").normalize();
        try {
            return state.startsWith(folder) && Files.isRegularFile(state) && Files.size(state) < 1 << 24
                    ? Optional.of(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(state)))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // let go meanwhile
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
