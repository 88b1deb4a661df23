package gannet.server.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a run directory as a zip while it is sent: nothing is kept in memory or on the disk. A run may go on meanwhile; its events
/// are taken up to the last whole line.
final class Packing {
    private final ZipOutputStream zip;
    private final Path run;
    private final StringBuilder hashes = new StringBuilder();

    private Packing(ZipOutputStream zip, Path run) {
        this.zip = zip;
        this.run = run;
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /// @param checkpoint a folder below the run's, null for none
    static void pack(Path run, String manifest, @Nullable String checkpoint, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            new Packing(zip, run).all(manifest, checkpoint);
        }
    }

    private void all(String manifest, @Nullable String checkpoint) throws IOException {
        entry(Contents.MANIFEST, out -> out.write(manifest.getBytes(StandardCharsets.UTF_8)));
        file("vocabulary.txt");
        if (isFile(run.resolve(Contents.EVENTS))) {
            entry(Contents.EVENTS, this::events);
        }
        folder("samples");
        if (checkpoint != null) {
            folder(checkpoint);
        }
        var listed = hashes.toString();
        entry(Contents.HASHES, out -> out.write(listed.getBytes(StandardCharsets.UTF_8)));
    }

    private void folder(String name) throws IOException {
        var folder = run.resolve(name);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<String> inside;
        try (var files = Files.list(folder)) {
            inside = files.map(file -> name + "/" + file.getFileName()).sorted().toList();
        }
        for (var each : inside) {
            file(each);
        }
    }

    /// What another Gannet would refuse stays here.
    private void file(String name) throws IOException {
        var file = run.resolve(name);
        if (Contents.limit(name) > 0 && isFile(file)) {
            entry(name, out -> Files.copy(file, out));
        }
    }

    private void entry(String name, Writing writing) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var digest = sha256();
        writing.to(new DigestOutputStream(zip, digest));
        zip.closeEntry();
        hashes.append(HexFormat.of().formatHex(digest.digest())).append("  ").append(name).append('\n');
    }

    private void events(OutputStream out) throws IOException {
        try (var in = Files.newInputStream(run.resolve(Contents.EVENTS))) {
            copyWholeLines(in, out);
        }
    }

    private static void copyWholeLines(InputStream in, OutputStream out) throws IOException {
        var held = new ByteArrayOutputStream();
        var part = new byte[1 << 16];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            int end = count;
            while (end > 0 && part[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                held.writeTo(out);
                held.reset();
                out.write(part, 0, end);
            }
            held.write(part, end, count - end);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static boolean isFile(Path file) { return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS); }
}
