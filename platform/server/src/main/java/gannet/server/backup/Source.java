package gannet.server.backup;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.backup.Manifest.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A backup that is read. Only what its lists name is looked at, and nothing is believed that its hash does not say, too.
final class Source implements AutoCloseable {
    static final String RUNS = "runs";
    static final List<String> FOLDERS = List.of("datasets", "files", "plugins", RUNS);
    private static final List<String> SINGLE = List.of("server-id", "installation");
    private static final int LARGEST_MANIFEST = 16 << 20; // bytes

    private final Path backup;
    private final @Nullable ZipFile zip;

    private Source(Path backup, @Nullable ZipFile zip) {
        this.backup = backup;
        this.zip = zip;
    }

    static Source of(Path backup) throws IOException {
        if (Files.isDirectory(backup)) {
            return new Source(backup, null);
        }
        if (!Files.exists(backup)) {
            throw new ProblemException(Problem.Kind.ABSENT, "", "There is no backup " + backup + "; name the zip or the folder that ./gannet backup wrote");
        }
        try {
            return new Source(backup, new ZipFile(backup.toFile()));
        } catch (ZipException e) {
            throw damaged(backup, "it is no whole zip (" + e.getMessage() + ")");
        }
    }

    Manifest manifest() throws IOException {
        try (var in = raw(Manifest.NAME)) {
            var manifest = Json.read(Manifest.NAME, new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw ProblemException.user("", "The backup " + backup + " has format " + manifest.format() + ", and this Gannet reads format " + Manifest.FORMAT
                        + "; restore it with the Gannet that wrote it, or a newer one");
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw damaged(backup, "it has no " + Manifest.NAME + ", which is written last");
        }
    }

    /// All files besides the database's, each at a place where a server keeps some.
    List<Content> files(Manifest manifest) throws IOException {
        var files = new ArrayList<Content>();
        try (var in = open(manifest.listing())) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> files.add(Json.read(Manifest.LISTING, line, Content.class)));
        }
        for (var file : files) {
            if (!isOurs(file.path())) {
                throw damaged(backup, "it lists the file \"" + file.path() + "\", which no server keeps there");
            }
        }
        return files;
    }

    private static boolean isOurs(String path) {
        var parts = List.of(path.split("/", -1));
        boolean plain = parts.stream().noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0);
        return plain && (SINGLE.contains(path) || parts.size() > 1 && FOLDERS.contains(parts.getFirst()));
    }

    /// What is read is compared with its hash where it ends, and no more is read than is listed.
    InputStream open(Content content) throws IOException {
        try {
            return new Checked(raw(content.path()), content, backup);
        } catch (NoSuchFileException e) {
            throw damaged(backup, content.path() + " is missing");
        }
    }

    private InputStream raw(String path) throws IOException {
        if (zip == null) {
            return Files.newInputStream(backup.resolve(path), LinkOption.NOFOLLOW_LINKS);
        }
        var entry = zip.getEntry(path);
        if (entry == null) {
            throw new NoSuchFileException(path);
        }
        return zip.getInputStream(entry);
    }

    static ProblemException damaged(Path backup, String why) {
        return ProblemException.user("", "The backup " + backup + " is damaged: " + why + ". Nothing was restored; take another backup");
    }

    @Override public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
