package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes a data set's folder: pictures first, `dataset.json` last, everything synced, so that a folder under its final name
/// is whole.
final class FolderWriter {
    /// Natural order of labels, so that class "10" follows "9".
    static final Comparator<String> LABELS = Comparator.comparing((String label) -> label.matches("\\d{1,9}") ? Integer.parseInt(label) : Integer.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());

    private static final int SYNCING = 16;

    private final Path folder;
    private final List<Picture> pictures = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private long bytes;

    FolderWriter(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("pictures"));
    }

    int count() { return pictures.size(); }

    List<Picture> pictures() { return pictures; }

    /// Label and caption may follow by [#say].
    void add(byte[] file, Decoder.Facts facts, String label, String caption, String name) throws IOException {
        var number = pictures.size();
        var below = "pictures/%02d/%06d.%s".formatted(number / 10_000, number, facts.ending());
        if (number % 10_000 == 0) {
            Files.createDirectories(folder.resolve(below).resolveSibling("."));
        }
        Files.write(folder.resolve(below), file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        pictures.add(new Picture(below, facts.width(), facts.height(), facts.channels(), label, caption, name));
        hashes.add(HexFormat.of().formatHex(sha256().digest(file)));
        bytes += file.length;
    }

    void say(int number, String label, String caption) {
        pictures.set(number, pictures.get(number).saying(label, caption));
    }

    /// Everything else that the description says.
    record About(String name, List<Finding> findings, int moreFindings, String source, String licence) {}

    Description finish(About about) throws IOException {
        var classes = new TreeSet<>(LABELS);
        pictures.forEach(picture -> classes.add(picture.label()));
        classes.remove("");
        var captioned = pictures.stream().noneMatch(picture -> picture.caption().isEmpty());
        var labelled = pictures.stream().noneMatch(picture -> picture.label().isEmpty());
        var kind = captioned ? Kind.CAPTIONED : labelled ? Kind.LABELLED : Kind.PICTURES;
        var description = new Description(
                Description.FORMAT, about.name(), kind, pictures.size(),
                new Description.Extent(
                        pictures.stream().mapToInt(Picture::width).min().orElseThrow(), pictures.stream().mapToInt(Picture::height).min().orElseThrow()),
                new Description.Extent(
                        pictures.stream().mapToInt(Picture::width).max().orElseThrow(), pictures.stream().mapToInt(Picture::height).max().orElseThrow()),
                pictures.stream().anyMatch(picture -> picture.channels() >= 3) ? 3 : 1,
                labelled ? List.copyOf(classes) : List.of(), contentHash(), bytes, about.findings(), about.moreFindings(), about.source(), about.licence());
        var lines = new StringBuilder();
        for (var picture : pictures) {
            lines.append(Json.PICTURE.writeValueAsString(picture)).append('\n');
        }
        Files.writeString(folder.resolve("index.jsonl"), lines);
        Files.writeString(folder.resolve("dataset.json"), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(description));
        sync();
        return description;
    }

    private String contentHash() {
        var lines = new ArrayList<String>();
        for (var i = 0; i < pictures.size(); i++) {
            var picture = pictures.get(i);
            lines.add(String.join("\0", picture.name(), hashes.get(i), picture.label(), picture.caption()));
        }
        lines.sort(Comparator.naturalOrder());
        var digest = sha256();
        for (var line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Many at once: the file system writes its journal once for all that wait.
    private void sync() throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.toList();
        }
        try (var threads = Executors.newFixedThreadPool(SYNCING, Thread.ofVirtual().name("sync").factory())) {
            var syncing = new ArrayList<Future<?>>();
            for (var path : all) {
                syncing.add(threads.submit(() -> sync(path)));
            }
            for (var one : syncing) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UncheckedIOException wrapped ? wrapped.getCause() : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "The import was interrupted; nothing of it was kept", e);
        }
    }

    static void sync(Path path) {
        // Windows cannot open a folder as a file, and needs not
        if (Files.isDirectory(path) && System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
