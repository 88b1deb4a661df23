package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// The folder of data sets, files, plugins and runs that all servers of one database share. It carries an id, and the
/// database knows which: a server with another folder would find rows there without their files.
public final class SharedFolder {
    private static final String ID = "installation";

    private SharedFolder() {}

    private record Known(UUID id, String folder) {}

    /// Makes the folder if it is missing, and refuses one that does not belong to the database.
    ///
    /// @return absolute
    public static Path join(Path folder, Storage storage, Database database) {
        try {
            Files.createDirectories(folder);
            var real = folder.toRealPath();
            var id = id(real.resolve(ID));
            var known = storage.inTransaction(transaction -> known(transaction, id, real.toString()));
            if (!known.id().equals(id)) {
                throw new ProblemException(Problem.Kind.RESOURCES, "shared-dir", "The database at " + Storage.shown(database) + " belongs to the files in "
                        + known.folder() + ", not to those in " + real + "; name the same folder as its other servers with --shared-dir, or give this one a database of its own with --database-url");
            }
            return real;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The folder " + folder + ", which servers share, cannot be used: " + e.getMessage()
                    + "; make it writable, or name another one with --shared-dir", e);
        }
    }

    /// Of two servers that come at once to a new folder, the second waits and reads what the first has written.
    private static UUID id(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE); var _ = channel.lock()) {
            var text = ByteBuffer.allocate(100);
            channel.read(text, 0);
            var said = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
            if (!said.isEmpty()) {
                return UUID.fromString(said);
            }
            var id = UUID.randomUUID();
            channel.write(ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
            return id;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no id; put it back from a backup", e);
        }
    }

    private static Known known(Transaction transaction, UUID id, String folder) {
        return transaction.session().doReturningWork(connection -> {
            try (var add = connection.prepareStatement("""
                    insert into installation (id, folder) values (?, ?)
                    on conflict (only_one) do update set folder = case when installation.id = excluded.id then excluded.folder else installation.folder end
                    returning id, folder""")) {
                add.setObject(1, id);
                add.setString(2, folder);
                try (var rows = add.executeQuery()) {
                    rows.next();
                    return new Known(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
        });
    }
}
