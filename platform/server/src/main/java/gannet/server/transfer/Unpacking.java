package gannet.server.transfer;

import static java.util.stream.Collectors.toMap;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks a run's zip that nobody trusts: only names that are expected, sizes counted while they come, checksums and hashes
/// compared. Nothing in it is run or loaded.
final class Unpacking {
    /// Nothing that belongs in it packs better than this, beside small files.
    private static final int MOST_TIMES = 250;
    private static final long SMALL = 4L << 20;
    private static final long ROOM = 1L << 30;
    private static final int END = 22; // bytes of the record at the end of a zip
    private static final long LARGEST_DIRECTORY = 8L << 20;

    private final Path folder;
    private final Refusals refusals;
    private final Map<String, String> hashes = new TreeMap<>();
    private long room;

    private Unpacking(Path folder, Refusals refusals) {
        this.folder = folder;
        this.refusals = refusals;
        room = folder.toFile().getUsableSpace() - ROOM;
    }

    /// @param refusals hears of what is wrong; all that is known by then is thrown where going on makes no sense
    /// @return the SHA-256 of each file, by name
    static Map<String, String> unpack(Path zip, Path folder, Refusals refusals) {
        try {
            requireSmallDirectory(zip);
            try (var archive = new ZipFile(zip.toFile())) {
                var unpacking = new Unpacking(folder, refusals);
                unpacking.all(archive);
                return unpacking.hashes;
            }
        } catch (ZipException | CharacterCodingException | IllegalArgumentException e) {
            refusals.add("It is damaged: " + e.getMessage() + ".");
            throw refusals.exception();
        } catch (EOFException e) {
            refusals.add("It is damaged: it ends too early.");
            throw refusals.exception();
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The run cannot be unpacked to " + folder + ": " + e.getMessage() + ". Make room there, then send it again.", e);
        }
    }

    /// A directory is read into memory as a whole, so its size is looked at before that.
    private static void requireSmallDirectory(Path zip) throws IOException {
        try (var file = new RandomAccessFile(zip.toFile(), "r")) {
            if (file.length() < END) {
                throw new ZipException("it is too short for a zip");
            }
            var end = new byte[END];
            file.seek(file.length() - END);
            file.readFully(end);
            if (end[0] != 'P' || end[1] != 'K' || end[2] != 5 || end[3] != 6 || end[20] != 0 || end[21] != 0) {
                throw new ZipException("it does not end as a zip does that a Gannet made");
            }
            long directory = end[12] & 0xFF | (end[13] & 0xFF) << 8 | (end[14] & 0xFF) << 16 | (end[15] & 0xFFL) << 24;
            if (directory > LARGEST_DIRECTORY) {
                throw Refusals.of("It lists more than " + Contents.MOST_FILES + " files.");
            }
        }
    }

    private void all(ZipFile archive) throws IOException {
        names(archive);
        refusals.require(); // before anything of it is written
        for (var entries = archive.entries(); entries.hasMoreElements(); ) {
            copy(archive, entries.nextElement());
        }
        compare();
    }

    private void names(ZipFile archive) {
        var names = new TreeMap<String, Integer>();
        for (var entries = archive.entries(); entries.hasMoreElements() && !refusals.isFull(); ) {
            var name = entries.nextElement().getName();
            if (Contents.limit(name) == 0) {
                refusals.add("It holds " + Refusals.shown(name) + ", which is no part of a run.");
            } else if (names.merge(name, 1, Integer::sum) == 2) {
                refusals.add("It holds " + name + " twice.");
            }
        }
        if (names.size() > Contents.MOST_FILES) {
            refusals.add("It lists more than " + Contents.MOST_FILES + " files.");
        }
        for (var needed : new String[] {Contents.MANIFEST, Contents.EVENTS, Contents.HASHES}) {
            if (!names.containsKey(needed)) {
                refusals.add("It has no " + needed + ".");
            }
        }
    }

    private void copy(ZipFile archive, ZipEntry entry) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw Refusals.of("It holds " + Refusals.shown(entry.getName()) + ", which leads elsewhere.");
        }
        Files.createDirectories(file.getParent());
        long limit = Math.min(Contents.limit(entry.getName()), Math.max(SMALL, entry.getCompressedSize() * MOST_TIMES));
        var digest = Packing.sha256();
        var sum = new CRC32();
        try (var in = archive.getInputStream(entry); var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var lines = new LineLengths(entry.getName().equals(Contents.EVENTS));
            var part = new byte[1 << 16];
            long size = 0;
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                size += count;
                if (size > limit) {
                    refusals.add("It unpacks to more than it should: " + entry.getName() + " may have " + (limit >> 20) + " MB.");
                    throw refusals.exception();
                }
                room -= count;
                if (room < 0) {
                    throw new ProblemException(Problem.Kind.RESOURCES, "", "The run does not fit on the server's disk; make room there, then send it again.");
                }
                lines.take(part, count);
                sum.update(part, 0, count);
                digest.update(part, 0, count);
                out.write(part, 0, count);
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            refusals.add("It is damaged: the checksum of " + entry.getName() + " is another one.");
        }
        hashes.put(entry.getName(), HexFormat.of().formatHex(digest.digest()));
    }

    /// Every file is listed with the hash that it has, and no other is.
    private void compare() throws IOException {
        var listing = Files.readString(folder.resolve(Contents.HASHES));
        hashes.remove(Contents.HASHES);
        var listed = listing.lines().filter(line -> line.matches("[0-9a-f]{64}  \\S.*")).collect(toMap(line -> line.substring(66), line -> line.substring(0, 64), (one, other) -> other, TreeMap::new));
        hashes.forEach((name, hash) -> {
            var expected = listed.remove(name);
            if (expected == null) {
                refusals.add(Contents.HASHES + " does not list " + name + ".");
            } else if (!expected.equals(hash)) {
                refusals.add(name + " is not as it was exported: its SHA-256 is another one than " + Contents.HASHES + " lists.");
            }
        });
        listed.keySet().forEach(name -> refusals.add(Contents.HASHES + " lists " + Refusals.shown(name) + ", which the zip does not hold."));
        Files.delete(folder.resolve(Contents.HASHES));
    }

    /// Refuses events that nobody could read line by line.
    private static final class LineLengths {
        private final boolean counts;
        private long line;

        LineLengths(boolean counts) { this.counts = counts; }

        void take(byte[] part, int count) {
            for (int i = 0; counts && i < count; i++) {
                line = part[i] == '\n' ? 0 : line + 1;
                if (line > Contents.LONGEST_LINE) {
                    throw Refusals.of("It has an event of more than " + (Contents.LONGEST_LINE >> 20) + " MB.");
                }
            }
        }
    }
}
