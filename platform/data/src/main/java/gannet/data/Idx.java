package gannet.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// MNIST's files: pictures in one, their labels in another.
final class Idx {
    private static final int PICTURES = 0x00000803;
    private static final int LABELS = 0x00000801;
    private static final int LARGEST_SIDE = 4096;

    private final FolderWriter writer;
    private final Findings findings;
    private final Bounds bounds;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, byte[]> labels = new HashMap<>();

    private record Block(String name, int first, int count) {}

    Idx(FolderWriter writer, Findings findings, Bounds bounds) {
        this.writer = writer;
        this.findings = findings;
        this.bounds = bounds;
    }

    static boolean isIdx(byte[] head) {
        return head.length >= 8 && head[0] == 0 && head[1] == 0 && head[2] == 8 && (head[3] == 1 || head[3] == 3);
    }

    /// Takes a file in: its pictures at once, its labels for later.
    void take(String name, InputStream from) throws IOException {
        var in = new DataInputStream(from);
        var magic = in.readInt();
        var count = in.readInt();
        if (magic == LABELS && count >= 0 && count <= bounds.entries() * 10L) {
            var values = in.readNBytes(count);
            if (values.length < count) {
                findings.add(name, "%s is cut short: it holds %s of %s.".formatted(name, Words.count(values.length), Words.of(count, "label")));
            }
            labels.put(withoutGz(name), values);
            return;
        }
        if (magic != PICTURES) {
            findings.leftOut(name, "is an idx file that says it holds " + Words.count(count) + " labels");
            return;
        }
        pictures(name, in, count);
    }

    private void pictures(String name, DataInputStream in, int count) throws IOException {
        var height = in.readInt();
        var width = in.readInt();
        if (count < 0 || width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
            findings.leftOut(name, "is an idx file that says it holds %s pictures of %s × %s pixels, and sides from 1 to %s are read"
                    .formatted(Words.count(count), Words.count(width), Words.count(height), Words.count(LARGEST_SIDE)));
            return;
        }
        if ((long) count * width * height > bounds.idx()) {
            findings.leftOut(name, "unpacks to more than %s, the most that one idx file may have".formatted(Words.bytes(bounds.idx())));
            return;
        }
        var room = bounds.entries() - writer.count();
        if (count > room) {
            findings.add(name, "%s holds %s; only %s were taken, because at most %s are imported at once."
                    .formatted(name, Words.of(count, "picture"), Words.count(room), Words.count(bounds.entries())));
        }
        var first = writer.count();
        var facts = new Decoder.Facts(Format.PNG.ending(), width, height, 1);
        var values = new byte[width * height];
        try {
            for (var i = 0; i < Math.min(count, room); i++) {
                in.readFully(values);
                writer.add(Png.stored(new Pixels(width, height, 1, values)), facts, "", "", "%s/%06d.png".formatted(stem(name), i));
            }
        } catch (EOFException e) {
            findings.add(name, "%s is cut short: %s of %s could be read.".formatted(name, Words.count(writer.count() - first), Words.of(count, "picture")));
        }
        blocks.add(new Block(name, first, writer.count() - first));
    }

    /// Once everything is read: gives each block of pictures the labels that belong to it.
    void label() {
        for (var block : blocks) {
            var partner = withoutGz(block.name).replace("images", "labels").replace("idx3", "idx1");
            var given = labels.get(partner);
            if (given == null && blocks.size() == 1 && labels.size() == 1) {
                given = labels.values().iterator().next();
            }
            if (given == null || given.length < block.count) {
                if (!labels.isEmpty()) {
                    findings.add(block.name, "No labels fit %s: %s for %s. The pictures were taken without labels; name the labels' file %s."
                            .formatted(block.name, given == null ? "none" : Words.of(given.length, "label"), Words.of(block.count, "picture"), partner));
                }
                continue;
            }
            for (var i = 0; i < block.count; i++) {
                writer.say(block.first + i, String.valueOf(given[i] & 255), "");
            }
        }
    }

    /// The pictures' numbers that came from idx files need no labels from folders.
    boolean hasPictures() { return !blocks.isEmpty(); }

    private static String stem(String name) { return withoutGz(name).replaceFirst("[-.]idx3-ubyte$", ""); }

    private static String withoutGz(String name) { return name.replaceFirst("\\.gz$", ""); }
}
