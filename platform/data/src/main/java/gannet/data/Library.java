package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Imported data sets under one folder, each named by its content's hash and never changed. Safe for threads and processes.
public final class Library {
    private static final String TEMPORARY = ".import-";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Bounds bounds;

    /// What came of an import.
    ///
    /// @param description of this import; where the same content was there before, its own names and findings all the same
    public record Imported(Path folder, Description description) {}

    public Library(Path folder) { this(folder, Bounds.USUAL); }

    public Library(Path folder, Bounds bounds) {
        this.folder = folder.toAbsolutePath();
        this.bounds = bounds;
    }

    public Path folderOf(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A content hash has 64 hexadecimal digits, unlike “" + hash + "”");
        }
        return folder.resolve(hash);
    }

    public boolean holds(String hash) { return Pictures.isAt(folderOf(hash)); }

    public Pictures open(String hash) { return Pictures.open(folderOf(hash)); }

    /// The same, its kind told by the files.
    public Imported take(Path source, String called, String name, ImportProgress progress, BooleanSupplier cancelled) {
        return take(source, called, name, null, progress, cancelled);
    }

    /// Checks and takes in a zip or a folder, all or nothing.
    ///
    /// @param source the zip or folder    @param called what messages call it    @param name of the data set
    /// @param kind what it is to become, or else be refused; null to go by the files
    public Imported take(Path source, String called, String name, @Nullable Kind kind, ImportProgress progress, BooleanSupplier cancelled) {
        return write(called, temporary -> {
            try (var archive = Archive.open(source, called, bounds)) {
                refuseWhatDoesNotFit(archive);
                return new Importer(archive, bounds, new FolderWriter(temporary), kind).run(name, progress, cancelled);
            }
        });
    }

    /// Paints a data set that needs no upload; the same folder if it is there already.
    public Imported paint(Painted painted) { return paint(painted, Math.min(4, Runtime.getRuntime().availableProcessors()), () -> false); }

    /// @param threads that paint    @param cancelled asked now and then
    public Imported paint(Painted painted, int threads, BooleanSupplier cancelled) {
        if (holds(painted.hash())) {
            return new Imported(folderOf(painted.hash()), open(painted.hash()).description());
        }
        return write(painted.title(), temporary -> painted.write(temporary, threads, cancelled));
    }

    /// Removes what imports left behind whose process was killed.
    public void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var list = Files.newDirectoryStream(folder, TEMPORARY + "*" + LOCK)) {
            for (var lock : list) {
                try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE); var held = tryLock(channel)) {
                    if (held != null) {
                        var name = lock.getFileName().toString();
                        delete(folder.resolve(name.substring(0, name.length() - LOCK.length())));
                        Files.delete(lock);
                    }
                }
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "Leftovers of imports under " + folder + " cannot be removed (" + e.getMessage() + "). Look at the folder's permissions", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // an import of this very process
        }
    }

    private interface Writing {
        Description into(Path temporary) throws IOException;
    }

    private Imported write(String called, Writing writing) {
        var temporary = folder.resolve(TEMPORARY + UUID.randomUUID());
        var lock = folder.resolve(temporary.getFileName() + LOCK);
        try {
            Files.createDirectories(folder);
            // held while the import lives, in whatever process, so that nobody sweeps it away
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.lock();
                var description = writing.into(temporary);
                return new Imported(rename(temporary, description.hash()), description);
            } finally {
                delete(temporary);
                Files.deleteIfExists(lock);
            }
        } catch (CancellationException e) {
            throw new ProblemException(Problem.Kind.CONFLICT, "The import of " + called + " was cancelled; nothing of it was kept.", e);
        } catch (IOException e) {
            throw cannotWrite(called, e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(called, Objects.requireNonNull(e.getCause()));
        }
    }

    private Path rename(Path temporary, String hash) throws IOException {
        var target = folderOf(hash);
        if (!Pictures.isAt(target)) {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                FolderWriter.sync(folder);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // the same content was imported at the same time
                return target;
            }
        }
        return target;
    }

    private void refuseWhatDoesNotFit(Archive archive) throws IOException {
        var needed = archive.files().stream().mapToLong(file -> Math.max(0, file.size())).sum();
        var free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new ProblemException(Problem.Kind.RESOURCES, archive.name(), "%s unpacks to %s, and %s are free under %s. Make room and import it again."
                    .formatted(archive.name(), Words.bytes(needed), Words.bytes(free), folder));
        }
    }

    private ProblemException cannotWrite(String called, IOException e) {
        if (isFull(e)) {
            return new ProblemException(Problem.Kind.RESOURCES, "The disk under " + folder + " is full. Make room and import " + called + " again; nothing of it was kept.", e);
        }
        return new ProblemException(Problem.Kind.RESOURCES,
                "%s could not be imported into %s (%s). Look at the folder and its permissions; nothing of it was kept.".formatted(called, folder, e.getMessage()), e);
    }

    static boolean isFull(IOException e) {
        var why = String.valueOf(e.getMessage());
        return why.contains("No space left") || why.contains("Disk quota exceeded") || why.contains("not enough space");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
