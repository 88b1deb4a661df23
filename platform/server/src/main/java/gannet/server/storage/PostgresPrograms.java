package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path that is meant for this machine.
final class PostgresPrograms {
    private PostgresPrograms() {}

    /// @return the folder with `bin`, `lib` and `share`; named after the archive's hash, so that another release gets another one
    static Path unpackInto(Path folder) {
        var archive = archiveName();
        try {
            var programs = folder.resolve("programs-" + hash(archive).substring(0, 16));
            if (!Files.isDirectory(programs)) {
                unpack(archive, folder, programs);
            }
            return programs;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "PostgreSQL could not be unpacked into " + folder + ": " + e.getMessage()
                    + "; make room there, or use a PostgreSQL of your own with --database-url", e);
        }
    }

    private static void unpack(String archive, Path folder, Path programs) throws IOException {
        Files.createDirectories(folder);
        var fresh = Files.createTempDirectory(folder, "unpacking-");
        // XZInputStream compares the archive's checksum as it reads, so a folder that was renamed is whole
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, fresh);
            }
        }
        sync(fresh);
        Durable.rename(fresh, programs);
    }

    /// All at the end, so that the disk has long begun to write when the first one is waited for.
    private static void sync(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Durable.syncFolder(path);
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Durable.sync(path);
                }
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive names a file outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & 0100) != 0 && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private static String archiveName() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var family = system.contains("windows") ? "windows" : system.contains("mac") ? "darwin" : "linux";
        var processor = switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> machine;
        };
        return "postgres-" + family + "-" + processor + ".txz";
    }

    private static InputStream open(String archive) {
        var stream = PostgresPrograms.class.getResourceAsStream("/" + archive);
        if (stream == null) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "This build of Gannet has no PostgreSQL for this machine (" + archive
                    + "); use one of your own with --database-url jdbc:postgresql://…");
        }
        return stream;
    }

    private static String hash(String archive) throws IOException {
        try (var stream = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
