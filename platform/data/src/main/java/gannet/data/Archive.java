package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// What is imported: a zip or a folder, looked through before anything in it is read.
///
/// @param name what messages call it    @param files the plain files in it, sorted by name    @param links left out
/// @param folders with a slash at the end, the empty ones among them
record Archive(String name, List<Entry> files, List<String> links, List<String> folders, @Nullable Closeable open) implements Closeable {
    private static final int TOLD = 20;
    private static final long LARGEST_DIRECTORY = 128_000_000;

    /// @param packed bytes it takes in the archive; its size if it is not packed    @param check its CRC-32, −1 if unknown
    record Entry(String name, long size, long packed, long check, Opening opening) {}

    interface Opening {
        InputStream open() throws IOException;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    /// @param name what messages call it
    static Archive open(Path path, String name, Bounds bounds) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path, name, bounds);
        }
        if (!Files.exists(path)) {
            throw ProblemException.user(path.toString(), "There is no file " + path + ". Give a zip or a folder of pictures.");
        }
        return zip(path, name, bounds);
    }

    private static Archive folder(Path folder, String name, Bounds bounds) throws IOException {
        var files = new ArrayList<Entry>();
        var links = new ArrayList<String>();
        var folders = new ArrayList<String>();
        try (var walk = Files.walk(folder)) {
            for (var path : (Iterable<Path>) walk::iterator) {
                var called = folder.relativize(path).toString().replace('\\', '/');
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(called + "/");
                } else if (Files.isSymbolicLink(path)) {
                    links.add(called);
                } else if (Files.isRegularFile(path)) {
                    var size = Files.size(path);
                    files.add(new Entry(called, size, size, -1, () -> Files.newInputStream(path)));
                }
                if (files.size() > bounds.entries()) {
                    throw tooMany(name, bounds);
                }
            }
        }
        files.sort(Comparator.comparing(Entry::name));
        return new Archive(name, files, links, folders, null);
    }

    private static Archive zip(Path path, String name, Bounds bounds) throws IOException {
        refuseWhatIsNoZip(path, name);
        var zip = openZip(path, name);
        try {
            if (zip.size() > bounds.entries()) {
                throw tooMany(name, bounds);
            }
            var files = new ArrayList<Entry>();
            var folders = new ArrayList<String>();
            var problems = new ArrayList<Problem>();
            var unpacked = 0L;
            for (var entry : Collections.list(zip.entries())) {
                var called = entry.getName().replace('\\', '/');
                if (isTrick(called)) {
                    problems.add(Problem.user(entry.getName(),
                            "%s holds an entry named “%s”, which points outside the archive. Nothing was imported; pack the folder of pictures again.".formatted(name, entry.getName())));
                } else if (entry.isDirectory()) {
                    folders.add(called);
                } else {
                    unpacked += Math.max(0, entry.getSize());
                    files.add(new Entry(called, entry.getSize(), entry.getCompressedSize(), entry.getCrc(), () -> zip.getInputStream(entry)));
                }
            }
            if (unpacked > bounds.unpacked()) {
                problems.add(tooLarge(name, bounds).problems().getFirst());
            }
            if (!problems.isEmpty()) {
                throw new ProblemException(problems.subList(0, Math.min(TOLD, problems.size())));
            }
            files.sort(Comparator.comparing(Entry::name));
            return new Archive(name, files, List.of(), folders, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static boolean isTrick(String name) {
        return name.startsWith("/") || name.matches("[A-Za-z]:.*") || name.indexOf('\0') >= 0 || ("/" + name + "/").contains("/../");
    }

    static ProblemException tooLarge(String name, Bounds bounds) {
        return ProblemException.user(name, "%s unpacks to more than %s, the most that is imported at once. Split it into several archives."
                .formatted(name, Words.bytes(bounds.unpacked())));
    }

    private static ProblemException tooMany(String name, Bounds bounds) {
        return ProblemException.user(name, "%s holds more than %s, the most that are imported at once. Split it into several archives."
                .formatted(name, Words.of(bounds.entries(), "file")));
    }

    private static ZipFile openZip(Path path, String name) throws IOException {
        try {
            return openZip(path, name, StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // names from before UTF-8
            return openZip(path, name, Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1);
        }
    }

    private static ZipFile openZip(Path path, String name, Charset names) throws IOException {
        try {
            return new ZipFile(path.toFile(), names);
        } catch (ZipException e) {
            var why = String.valueOf(e.getMessage());
            if (why.contains("bad entry name") && names == StandardCharsets.UTF_8) {
                throw e;
            }
            if (why.contains("encrypted")) {
                throw ProblemException.user(name, name + " is locked with a password. Pack it again without one.");
            }
            if (why.contains("compression method")) {
                throw ProblemException.user(name, name + " is packed in a way that is not read; stored and deflated entries are. Pack it again as an ordinary zip.");
            }
            throw ProblemException.user(name, "%s is damaged: its table of contents does not add up (%s). Pack it again, or upload it again if it was whole.".formatted(name, why));
        }
    }

    /// Java reads the whole table of contents into memory, so its size is looked at first.
    private static void refuseWhatIsNoZip(Path path, String name) throws IOException {
        try (var file = FileChannel.open(path)) {
            var size = file.size();
            if (size == 0) {
                throw ProblemException.user(name, name + " is an empty file. Choose a zip of pictures.");
            }
            var head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            file.read(head, 0);
            var begins = head.flip().remaining() == 4 ? head.getInt() : 0;
            var tail = ByteBuffer.allocate((int) Math.min(size, 65_557)).order(ByteOrder.LITTLE_ENDIAN);
            file.read(tail, size - tail.capacity());
            var isZip = false;
            for (var at = tail.capacity() - 22; at >= 0; at--) {
                if (tail.getInt(at) == 0x06054B50) {
                    isZip = true;
                    // each that may be the end is looked at: a comment can hold another one
                    var directory = directory(file, size - tail.capacity() + at, tail.getInt(at + 12) & 0xFFFFFFFFL);
                    if (directory > LARGEST_DIRECTORY && directory <= size) {
                        throw ProblemException.user(name, name + " has a table of contents larger than " + Words.bytes(LARGEST_DIRECTORY) + ". Split it into several archives.");
                    }
                }
            }
            if (isZip) {
                return;
            }
            if (begins == 0x04034B50) {
                throw ProblemException.user(name, "%s is cut short after %s: the table of contents at its end is missing. Upload it again.".formatted(name, Words.bytes(size)));
            }
            throw ProblemException.user(name, name + " is not a zip. Pack the pictures into a zip and upload that.");
        }
    }

    /// How large the table of contents is: what the end record says, or for a large zip (Zip64) what the record before it says.
    private static long directory(FileChannel file, long end, long said) throws IOException {
        var locator = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        if (said != 0xFFFFFFFFL || end < locator.capacity() || file.read(locator, end - locator.capacity()) < locator.capacity() || locator.getInt(0) != 0x07064B50) {
            return said;
        }
        var record = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        var at = locator.getLong(8);
        if (at < 0 || file.read(record, at) < record.capacity() || record.getInt(0) != 0x06064B50) {
            return said;
        }
        return record.getLong(40);
    }
}
