package gannet.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// Walks through a bundle's entries, and those of the jars in it, within bounds: whatever a file declares of its sizes is not
/// believed.
final class BundleEntries {
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_BYTES_IN_AN_ENTRY = 64L << 20;
    private static final long MOST_BYTES_OF_A_DESCRIPTION = 4L << 20;
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_INFLATION = 200;
    private static final int FEW = 1 << 20;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/\\d+/";
    private static final List<String> PACKAGES_OF_THE_HOST = List.of(
            "gannet/spi/", "gannet/kit/", "gannet/layers/", "ai/djl/", "org/slf4j/",
            "org/osgi/framework/", "java/", "jdk/", "sun/");

    private final List<String> problems;
    private final Set<String> foldersSaid = new HashSet<>();
    private final List<String> libraries = new ArrayList<>();
    private final List<String> licences = new ArrayList<>();
    private long total;
    private int count;

    BundleEntries(List<String> problems) { this.problems = problems; }

    List<String> libraries() { return List.copyOf(libraries); }

    /// Entries that hold a licence, such as `LICENSE` and `META-INF/LICENSE.txt`.
    List<String> licences() { return List.copyOf(licences); }

    int count() { return count; }

    long bytes() { return total; }

    void walk(Path file) throws IOException {
        var names = new HashSet<String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (!names.add(entry.getName())) {
                    problems.add("it has two entries called " + shown(entry.getName()));
                }
                try (var in = zip.getInputStream(entry)) {
                    if (!take(entry, in, "")) {
                        return;
                    }
                }
            }
        }
    }

    /// @param within the jar inside that holds it, with "!/"    @return whether to read on
    private boolean take(ZipEntry entry, InputStream in, String within) throws IOException {
        var name = entry.getName();
        if (++count > MOST_ENTRIES) {
            problems.add("it has more than " + MOST_ENTRIES + " entries");
            return false;
        }
        checkName(name, within);
        boolean library = within.isEmpty() && name.endsWith(".jar");
        var kept = library ? new ByteArrayOutputStream() : null;
        long bytes = inflate(entry, in, within, kept);
        if (bytes < 0) {
            return false;
        }
        total += bytes;
        if (within.isEmpty() && name.matches("(?i)(META-INF/)?(LICEN[CS]E|COPYING)(\\.\\w{1,8})?")) {
            licences.add(name);
        }
        if (kept != null) {
            libraries.add(shown(name));
            return walkLibrary(name, kept.toByteArray());
        }
        return true;
    }

    private boolean walkLibrary(String library, byte[] bytes) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!take(entry, zip, library + "!/")) {
                    return false;
                }
            }
        }
        return true;
    }

    private void checkName(String name, String within) {
        if (name.startsWith("/") || name.contains("\\") || name.matches("[A-Za-z]:.*") || Arrays.asList(name.split("/")).contains("..")) {
            problems.add("its entry " + shown(within + name) + " points out of it");
        } else if (name.isEmpty() || name.length() > 1000 || name.chars().anyMatch(Character::isISOControl)) {
            problems.add("its entry \"" + shown(within + name) + "\" has a name that no file should have");
        }
        var plain = name.replaceFirst(VERSIONS, "");
        if (plain.endsWith(".class")) {
            PACKAGES_OF_THE_HOST.stream().filter(plain::startsWith).findFirst().filter(foldersSaid::add)
                    .ifPresent(folder -> problems.add("it brings " + shown(within + name) + "; " + folder.replace('/', '.') + "* comes from Gannet, so give it scope provided"));
        }
    }

    /// @return its size, or -1 if it must not be read on
    private long inflate(ZipEntry entry, InputStream in, String within, @Nullable ByteArrayOutputStream kept) throws IOException {
        var crc = new CRC32();
        var buffer = new byte[1 << 16];
        long most = Math.min(entry.getName().equals(MANIFEST) || entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                ? MOST_BYTES_OF_A_DESCRIPTION : MOST_BYTES_IN_AN_ENTRY, MOST_BYTES - total);
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            crc.update(buffer, 0, read);
            boolean bomb = bytes > FEW && entry.getCompressedSize() > 0 && bytes / entry.getCompressedSize() > MOST_INFLATION;
            if (bytes > most || bomb) {
                problems.add("its entry " + shown(within + entry.getName()) + " inflates beyond what a plugin may hold ("
                        + (MOST_BYTES_IN_AN_ENTRY >> 20) + " MB an entry, " + (MOST_BYTES_OF_A_DESCRIPTION >> 20) + " MB its manifest, "
                        + (MOST_BYTES >> 20) + " MB in all, " + MOST_INFLATION + " times its packed size)");
                return -1;
            }
            if (kept != null) {
                kept.write(buffer, 0, read);
            }
        }
        if (within.isEmpty() && entry.getCrc() != -1 && crc.getValue() != entry.getCrc()) {
            problems.add("its entry " + shown(entry.getName()) + " is damaged");
        }
        return bytes;
    }

    /// What came from a file, as a message may show it.
    static String shown(String text) {
        var line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
