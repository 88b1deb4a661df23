package gannet.server.backup;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.FullDisk;
import gannet.server.storage.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// Writes everything that a server keeps into a file or a folder, while it runs: the database as it is at one moment, then
/// the files, which are never older than what the database says of them.
///
/// It serves whoever may read the data directory, so it asks no policy.
///
/// @param own the server's data directory    @param shared the folder of data sets, files, plugins and runs
public record Backup(Database database, Path own, Path shared) {
    /// @param target a name that is not taken; a zip if it ends so
    /// @param tell gets a sentence now and then
    public void write(Path target, Clock clock, Consumer<String> tell) {
        var absolute = target.toAbsolutePath().normalize();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new ProblemException(Problem.Kind.CONFLICT, "", absolute + " is there already, and a backup overwrites nothing; name another file or folder");
        }
        if (!Files.isDirectory(absolute.resolveSibling(""))) {
            throw ProblemException.user("", "There is no folder " + absolute.resolveSibling("") + " for the backup; make it, or name another place");
        }
        if (absolute.startsWith(shared) || absolute.startsWith(own)) {
            throw ProblemException.user("", absolute + " lies in what is to be backed up; name a place outside of " + (absolute.startsWith(own) ? own : shared) + ", best on another disk");
        }
        try (var destination = new Destination(absolute)) {
            write(destination, clock, new Progress(tell, "written"));
            destination.finish();
        } catch (IOException e) {
            var why = FullDisk.isBehind(e) ? "its disk is full; make room there or name another place. Nothing unfinished was left" : e.getMessage();
            throw new ProblemException(Problem.Kind.RESOURCES, "The backup " + absolute + " could not be written: " + why, e);
        }
    }

    private void write(Destination destination, Clock clock, Progress progress) throws IOException {
        var made = clock.instant();
        var found = tables(destination);
        progress.say("The database is written: %,d rows in %d tables".formatted(found.tables().stream().mapToLong(Manifest.Table::rows).sum(), found.tables().size()));
        var listing = Files.createTempFile("gannet-backup", ".jsonl");
        try {
            var files = new FilesOut(destination, progress, listing);
            files.file(own.resolve("server-id"), "server-id");
            files.file(shared.resolve("installation"), "installation");
            for (var folder : Source.FOLDERS) {
                if (!folder.equals(Source.RUNS)) {
                    files.folder(shared.resolve(folder), folder);
                }
            }
            for (var run : folders(shared.resolve(Source.RUNS))) {
                files.run(run, Source.RUNS + "/" + run.getFileName());
            }
            var listed = destination.put(Manifest.LISTING, out -> Files.copy(listing, out));
            var manifest = new Manifest(Manifest.FORMAT, made, found.schema(), found.tables(), found.sequences(), progress.files(), listed);
            destination.put(Manifest.NAME, out -> out.write(Json.pretty(manifest).getBytes(StandardCharsets.UTF_8)));
        } finally {
            Files.deleteIfExists(listing);
        }
        progress.say(progress.so());
    }

    private TablesOut.Found tables(Destination destination) throws IOException {
        try (var connection = database.connect("gannet backup")) {
            return new TablesOut(connection).write(destination);
        } catch (SQLException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The database at " + database + " cannot be read: " + e.getMessage() + "; look whether it runs", e);
        }
    }

    private static List<Path> folders(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (var all = Files.list(runs)) {
            return all.filter(run -> Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS) && !String.valueOf(run.getFileName()).startsWith(".")).sorted().toList();
        }
    }
}
