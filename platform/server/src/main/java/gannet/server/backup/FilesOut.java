package gannet.server.backup;

import gannet.parameters.Json;
import gannet.server.backup.Manifest.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The files of a server, written while others come and go. Links are passed over: a plugin may have made them, and what
/// they lead to is not ours. So is what has a temporary name.
final class FilesOut {
    static final String EVENTS = "events.jsonl";
    static final String EXIT = "exit.json";

    private final Destination destination;
    private final Progress progress;
    private final Path listing;

    /// @param listing gets a line for each file
    FilesOut(Destination destination, Progress progress, Path listing) {
        this.destination = destination;
        this.progress = progress;
        this.listing = listing;
    }

    /// @param from a folder of ours    @param as its name in the backup
    void folder(Path from, String as) throws IOException {
        for (var file : found(from, _ -> true)) {
            put(from.resolve(file), as + "/" + file);
        }
    }

    /// A run that may train meanwhile. A checkpoint promises that all before it was said, and what was said is in the file
    /// when it is named there; so checkpoints are opened first, events are cut off where they end then, and the rest follows.
    /// How it ended counts only if it had ended before all that.
    void run(Path from, String as) throws IOException {
        boolean over = Files.exists(from.resolve(EXIT), LinkOption.NOFOLLOW_LINKS);
        try (var checkpoints = OpenFiles.in(from, found(from.resolve("checkpoints"), _ -> true).stream().map(file -> "checkpoints/" + file).toList())) {
            var events = from.resolve(EVENTS);
            long said = Files.exists(events, LinkOption.NOFOLLOW_LINKS) ? Files.size(events) : -1;
            for (var file : checkpoints.files().entrySet()) {
                write(file.getValue(), Long.MAX_VALUE, as + "/" + file.getKey());
            }
            if (said >= 0) {
                try (var in = Files.newInputStream(events, LinkOption.NOFOLLOW_LINKS)) {
                    write(in, said, as + "/" + EVENTS);
                }
            }
        }
        for (var file : found(from, path -> !path.equals(EVENTS) && !path.startsWith("checkpoints/") && !isOfAWorker(path) && (over || !path.equals(EXIT)))) {
            put(from.resolve(file), as + "/" + file);
        }
    }

    /// What server and worker say to each other while it lives.
    private static boolean isOfAWorker(String path) {
        return path.equals("worker.lock") || path.equals(".exit.json.reserved") || path.startsWith("control/") || path.startsWith("scratch/");
    }

    void file(Path from, String as) throws IOException {
        if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            put(from, as);
        }
    }

    private void put(Path from, String as) throws IOException {
        try (var in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
            write(in, Long.MAX_VALUE, as);
        } catch (NoSuchFileException gone) {
            progress.gone();
        }
    }

    private void write(InputStream in, long most, String as) throws IOException {
        var content = destination.put(as, out -> {
            var block = new byte[1 << 16];
            long left = most;
            for (int read = in.read(block, 0, (int) Math.min(block.length, left)); read > 0; read = in.read(block, 0, (int) Math.min(block.length, left))) {
                out.write(block, 0, read);
                left -= read;
            }
        });
        append(content);
        progress.wrote(content.bytes());
    }

    private void append(Content content) throws IOException {
        Files.writeString(listing, Json.text(content) + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Below a folder, with "/", in the order of their names.
    static List<String> found(Path folder, Predicate<String> wanted) throws IOException {
        var found = new ArrayList<String>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return isUnfinished(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var path = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && !isUnfinished(file) && wanted.test(path)) {
                    found.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) { return FileVisitResult.CONTINUE; }
        });
        found.sort(null);
        return found;
    }

    private static boolean isUnfinished(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(".part");
    }
}
