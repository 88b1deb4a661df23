package gannet.server.backup;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.FullDisk;
import gannet.server.storage.Database;
import gannet.server.storage.Migrations;
import gannet.server.storage.PrivatePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Makes a data directory from a backup. It has a temporary name until all is there and every hash was compared.
///
/// @param own an empty database to restore into; nothing for a private one
public record Restore(Optional<Database> own) {
    /// @param tell gets a sentence now and then    @return when the backup was made
    public Instant read(Path backup, Path dataDirectory, Consumer<String> tell) {
        var target = dataDirectory.toAbsolutePath().normalize();
        try (var source = Source.of(backup)) {
            requireEmpty(target);
            var manifest = source.manifest();
            var files = source.files(manifest);
            Files.createDirectories(target.resolveSibling(""));
            var temporary = Files.createTempDirectory(target.resolveSibling(""), "." + target.getFileName() + ".");
            try {
                var progress = new Progress(tell, "restored");
                for (var file : files) {
                    var place = temporary.resolve(file.path());
                    Files.createDirectories(place.resolveSibling(""));
                    try (var in = source.open(file)) {
                        Files.copy(in, place);
                    }
                    progress.wrote(file.bytes());
                }
                Durable.syncAll(temporary);
                progress.say(progress.so());
                database(manifest, source, temporary);
                progress.say("The database is restored: %,d rows in %d tables".formatted(manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(), manifest.tables().size()));
                Durable.rename(temporary, target);
            } catch (IOException | RuntimeException e) {
                Durable.removeAfter(e, temporary);
                throw e;
            }
            return manifest.made();
        } catch (ZipException e) {
            throw Source.damaged(backup, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            var why = FullDisk.isBehind(e) ? "its disk is full; make room there or name another place. Nothing unfinished was left" : e.getMessage();
            throw new ProblemException(Problem.Kind.RESOURCES, "The backup " + backup + " could not be restored into " + target + ": " + why, e);
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        boolean empty = Files.isDirectory(target);
        if (empty) {
            try (var inside = Files.list(target)) {
                empty = inside.findAny().isEmpty();
            }
        }
        if (!empty) {
            throw new ProblemException(Problem.Kind.CONFLICT, "data-dir", target + " is not empty, and a restore overwrites nothing; name a new folder with --data-dir");
        }
    }

    private void database(Manifest manifest, Source source, Path temporary) throws IOException {
        if (own.isPresent()) {
            fill(own.get(), manifest, source);
            return;
        }
        try (var postgres = PrivatePostgres.start(temporary.resolve("postgres"))) {
            fill(postgres.database(), manifest, source);
        }
    }

    private static void fill(Database database, Manifest manifest, Source source) throws IOException {
        new Migrations(database).makeEmptySchema(manifest.schema());
        try (var connection = database.connect("gannet restore")) {
            new TablesIn(connection).fill(manifest, source);
        } catch (SQLException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The backup's rows do not fit into the database: " + e.getMessage() + ". Nothing was restored; take another backup", e);
        }
    }
}
