package gannet.server.gallery;

import gannet.run.Durable;
import gannet.server.gallery.PictureStore.Sheet;
import gannet.server.sheet.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small pictures, made once for a whole sheet and kept in files of their own, one for each sheet. The folder may be removed
/// at any time; it never grows beyond a limit, and what was made first goes first.
final class Thumbnails {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    static final int SIDE = 192;

    private final Path folder;
    private final long limit;
    private final SheetFiles files;
    private final MarkStore marks;
    /// One maker for a sheet; others wait for what it makes.
    private final ReentrantLock[] makers = Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    /// @param limit bytes on disk
    Thumbnails(Path folder, long limit, SheetFiles files, MarkStore marks) {
        this.folder = folder;
        this.limit = limit;
        this.files = files;
        this.marks = marks;
    }

    byte[] of(Sheet sheet, int tile) {
        var kept = place(sheet, files.file(sheet));
        try {
            return read(kept, tile);
        } catch (IOException e) {
            return made(sheet, kept, tile);
        }
    }

    private byte[] made(Sheet sheet, Path kept, int tile) {
        var maker = makers[Math.floorMod(kept.hashCode(), makers.length)];
        maker.lock();
        try {
            return read(kept, tile);
        } catch (IOException e) {
            LOG.trace("{} is made", kept, e);
            var small = make(sheet);
            keep(kept, small);
            return small[tile];
        } finally {
            maker.unlock();
        }
    }

    private byte[][] make(Sheet sheet) {
        var small = new byte[sheet.media().count()][];
        var fingerprints = files.read(sheet, picture -> {
            for (int tile = 0; tile < small.length; tile++) {
                small[tile] = Pixels.png(Pixels.small(Pixels.face(picture, sheet.media(), tile), SIDE));
            }
            return Pixels.fingerprints(picture, sheet.media());
        });
        marks.keepFingerprints(sheet.id(), fingerprints);
        return small;
    }

    /// Named so that another file in the sheet's place gets other thumbnails.
    private Path place(Sheet sheet, Path file) {
        try {
            var name = sheet.run() + "/" + sheet.file() + "/" + Files.size(file) + "/" + Files.getLastModifiedTime(file).toMillis() + "/" + SIDE;
            var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 34) + ".zip");
        } catch (IOException e) {
            throw SheetFiles.damaged(sheet, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] read(Path kept, int tile) throws IOException {
        try (var zip = new ZipFile(kept.toFile())) {
            var entry = zip.getEntry(Integer.toString(tile));
            if (entry == null) {
                throw new IOException(kept + " has no picture " + tile);
            }
            return zip.getInputStream(entry).readAllBytes();
        }
    }

    /// What cannot be kept is made again next time.
    private void keep(Path kept, byte[][] small) {
        try {
            var bytes = zip(small);
            if (bytes.length > limit / 256) {
                return;
            }
            var shelf = folder.resolve(kept.getName(kept.getNameCount() - 2));
            Files.createDirectories(shelf);
            makeRoom(shelf, limit / 256 - bytes.length);
            var temporary = Files.createTempFile(shelf, "", ".new");
            try {
                Files.write(temporary, bytes);
                Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Durable.removeAfter(e, temporary);
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Thumbnails could not be kept under {}: {}", folder, e.getMessage());
        }
    }

    private static byte[] zip(byte[][] small) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0); // PNGs are packed already
            for (int tile = 0; tile < small.length; tile++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(tile)));
                zip.write(small[tile]);
            }
        }
        return bytes.toByteArray();
    }

    private record Kept(Path file, long bytes, FileTime made) {}

    /// In one of the 256 folders, of which each has its part of the room.
    private static void makeRoom(Path folder, long room) throws IOException {
        Kept[] all;
        try (var files = Files.list(folder)) {
            all = files.map(Thumbnails::kept).toArray(Kept[]::new);
        }
        long used = Arrays.stream(all).mapToLong(Kept::bytes).sum();
        Arrays.sort(all, Comparator.comparing(Kept::made));
        for (int i = 0; i < all.length && used > room; i++) {
            Files.deleteIfExists(all[i].file());
            used -= all[i].bytes();
        }
    }

    private static Kept kept(Path file) {
        try {
            return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) { // somebody removed it meanwhile
            return new Kept(file, 0, FileTime.fromMillis(0));
        }
    }
}
