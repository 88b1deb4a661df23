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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Writes a data set's folder: pictures first, `dataset.json` last, everything synced, so that a folder under its final name
/// is whole.
final class FolderWriter {
    /// Natural order of labels, so that class "10" follows "9".
    static final Comparator<String> LABELS = Comparator.comparing((String label) -> label.matches("\\d{1,9}") ? Integer.parseInt(label) : Integer.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());

    /// Where voxel files lie; all else lies under `pictures`.
    static final String VOXELS = "voxels";

    private static final int SYNCING = 16;

    private final Path folder;
    private final List<Picture> pictures = new ArrayList<>();
    private final Map<String, Written> written = new HashMap<>();
    private final Set<Path> made = new HashSet<>();

    private record Written(String hash, long bytes) {}

    FolderWriter(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    int count() { return pictures.size(); }

    /// As they are at the time of looking.
    List<Picture> pictures() { return Collections.unmodifiableList(pictures); }

    /// From now on these, in this order. Two may be halves of one file; files that none of them names are removed at the end.
    void arrange(List<Picture> all) {
        var ordered = List.copyOf(all);
        pictures.clear();
        pictures.addAll(ordered);
    }

    /// Label and caption may follow by [#say].
    void add(byte[] file, Decoder.Facts facts, String label, String caption, String name) throws IOException {
        var number = pictures.size();
        var isSolid = Arrays.stream(VoxelFormat.values()).anyMatch(format -> format.ending().equals(facts.ending()));
        var below = "%s/%02d/%06d.%s".formatted(isSolid ? VOXELS : "pictures", number / 10_000, number, facts.ending());
        var above = folder.resolve(below).resolveSibling(".").normalize();
        if (made.add(above)) {
            Files.createDirectories(above);
        }
        Files.write(folder.resolve(below), file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        pictures.add(new Picture(below, facts.width(), facts.height(), facts.channels(), label, caption, name));
        written.put(below, new Written(HexFormat.of().formatHex(sha256().digest(file)), file.length));
    }

    void say(int number, String label, String caption) {
        pictures.set(number, pictures.get(number).saying(label, caption));
    }

    /// Everything else that the description says.
    record About(String name, Kind kind, List<Finding> findings, int moreFindings, String source, String licence) {}

    Description finish(About about) throws IOException {
        var classes = new TreeSet<>(LABELS);
        pictures.forEach(picture -> classes.add(picture.label()));
        classes.remove("");
        var labelled = pictures.stream().noneMatch(picture -> picture.label().isEmpty());
        removeWhatIsLeftOut();
        var description = new Description(
                Description.FORMAT, about.name(), about.kind(), pictures.size(),
                new Description.Extent(
                        pictures.stream().mapToInt(Picture::width).min().orElseThrow(), pictures.stream().mapToInt(Picture::height).min().orElseThrow()),
                new Description.Extent(
                        pictures.stream().mapToInt(Picture::width).max().orElseThrow(), pictures.stream().mapToInt(Picture::height).max().orElseThrow()),
                pictures.stream().anyMatch(picture -> picture.channels() >= 3) ? 3 : 1,
                labelled ? List.copyOf(classes) : List.of(), contentHash(), written.values().stream().mapToLong(Written::bytes).sum(), about.findings(), about.moreFindings(), about.source(), about.licence());
        var lines = new StringBuilder();
        for (var picture : pictures) {
            lines.append(Json.PICTURE.writeValueAsString(picture)).append('\n');
        }
        Files.writeString(folder.resolve("index.jsonl"), lines);
        Files.writeString(folder.resolve("dataset.json"), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(description));
        sync();
        return description;
    }

    private void removeWhatIsLeftOut() throws IOException {
        var kept = pictures.stream().map(Picture::file).collect(Collectors.toSet());
        for (var file : List.copyOf(written.keySet())) {
            if (!kept.contains(file)) {
                Files.delete(folder.resolve(file));
                written.remove(file);
            }
        }
    }

    private String contentHash() {
        var lines = new ArrayList<String>();
        for (var picture : pictures) {
            var line = String.join("\0", picture.name(), Objects.requireNonNull(written.get(picture.file())).hash(), picture.label(), picture.caption());
            lines.add(picture.side().isEmpty() && !picture.heldOut() ? line : String.join("\0", line, picture.side(), picture.half(),
                    picture.partner() == null ? "" : pictures.get(picture.partner()).name(), picture.heldOut() ? "held out" : ""));
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
