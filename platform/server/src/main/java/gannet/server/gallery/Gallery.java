package gannet.server.gallery;

import gannet.parameters.Json;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.gallery.PictureStore.Sheet;
import gannet.server.sheet.Pixels;
import gannet.server.sheet.PngFile;
import gannet.server.storage.Storage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The pictures of all runs of a project, the newest first: looked through, looked at, and taken away.
public final class Gallery {
    public static final int MOST_ON_A_PAGE = 500;
    public static final int MOST_IN_A_ZIP = 200;
    private static final int MOST_NEWER = 100;
    private static final long MOST_SMALL = 2L << 30;

    private final PictureStore store;
    private final MarkStore marks;
    private final Policy policy;
    private final SheetFiles files;
    private final Thumbnails thumbnails;
    private final Boards boards;
    private final Finder finder;

    /// @param next to ask for what follows; null if nothing does
    public record Page(List<Picture> pictures, @Nullable PictureId next) {}

    /// A picture with all that is known of it.
    ///
    /// @param of how many there are in its sheet    @param titles of the pictures that stand side by side in it
    public record Shown(Picture picture, Passport passport, int of, int width, int height, List<String> titles) {}

    /// @param type as browsers name it
    public record Download(String name, String type, byte[] content) {}

    @FunctionalInterface
    public interface Packing {
        void to(OutputStream out) throws IOException;
    }

    /// Pictures that are ready to leave.
    public record Parcel(String name, Packing packing) {}

    /// @param runs the folder of all run directories    @param cache a folder of its own, which may be removed at will
    public Gallery(Storage storage, Policy policy, Path runs, Path cache, Clock clock) {
        this.store = new PictureStore(storage);
        this.marks = new MarkStore(storage);
        this.policy = policy;
        files = new SheetFiles(runs);
        thumbnails = new Thumbnails(cache, MOST_SMALL, files, marks);
        boards = new Boards(store, marks, policy, clock);
        finder = new Finder(store, marks, policy, files);
    }

    /// What people do with pictures.
    public Boards boards() { return boards; }

    /// Whose picture a file is.
    public Finder finder() { return finder; }

    /// @param after the last one that is known, null from the beginning
    public Page page(Person who, Query query, @Nullable PictureId after, int limit) {
        policy.require(who, Action.SEE, query.project());
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw ProblemException.user("limit", "limit must be from 1 to " + MOST_ON_A_PAGE + ", not " + limit + ".");
        }
        var found = store.page(query, who, after, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var marked = marks.marks(who, query.project(), page.stream().map(Picture::id).toList());
        return new Page(page.stream().map(marked::on).toList(), found.size() > limit ? page.getLast().id() : null);
    }

    /// How many pictures have come since, at most about a hundred.
    public long newer(Person who, Query query, long sheet) {
        policy.require(who, Action.SEE, query.project());
        return store.countNewer(query, who, sheet, MOST_NEWER);
    }

    public Choices choices(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return new Choices(store.variants(project), store.dataSets(project), store.kinds(project), store.tags(project), marks.boards(project),
                policy.allows(who, Action.CURATE, project), policy.allows(who, Action.TAG, project));
    }

    public Shown find(Person who, PictureId id) {
        var sheet = visible(who, id);
        var bare = store.picture(id).orElseThrow(id::absent);
        return new Shown(marks.marks(who, sheet.project(), List.of(id)).on(bare), passport(id), sheet.media().count(),
                sheet.media().tileWidth(), sheet.media().tileHeight(), sheet.media().titles());
    }

    /// A small PNG.
    public byte[] thumbnail(Person who, PictureId id) { return thumbnails.of(visible(who, id), id.tile()); }

    /// The PNG in its own size, without a passport.
    public byte[] image(Person who, PictureId id) { return cut(visible(who, id), id, Pixels::png); }

    /// The PNG with its passport in it.
    public Download download(Person who, PictureId id) {
        var sheet = visible(who, id);
        var passport = passport(id);
        return new Download(passport.fileName() + ".png", "image/png", cut(sheet, id, image -> PngFile.read(Pixels.png(image)).with(passport.text()).bytes()));
    }

    /// The passport beside the picture.
    public Download sidecar(Person who, PictureId id) {
        visible(who, id);
        var passport = passport(id);
        return new Download(passport.fileName() + ".json", "application/json", json(passport));
    }

    /// Several with their passports, as a zip that is made while it is sent; what cannot be read any more is told in a text
    /// beside them.
    public Parcel zip(Person who, List<PictureId> pictures) {
        if (pictures.isEmpty() || pictures.size() > MOST_IN_A_ZIP) {
            throw ProblemException.user("pictures", "A zip holds from 1 to " + MOST_IN_A_ZIP + " pictures, not " + pictures.size() + "; take them in parts.");
        }
        var bySheet = pictures.stream().sorted(Comparator.comparingLong(PictureId::sheet)).toList(); // so that each is decoded once
        return new Parcel("gannet-pictures.zip", out -> pack(who, bySheet, out));
    }

    private void pack(Person who, List<PictureId> pictures, OutputStream out) throws IOException {
        var missing = new StringBuilder();
        var names = new HashSet<String>();
        try (var zip = new ZipOutputStream(out)) {
            for (var id : pictures) {
                try {
                    var picture = download(who, id);
                    if (names.add(picture.name())) {
                        put(zip, picture);
                        put(zip, sidecar(who, id));
                    }
                } catch (ProblemException e) {
                    missing.append(id).append(": ").append(e.getMessage()).append('\n');
                }
            }
            if (!missing.isEmpty()) {
                put(zip, new Download("missing.txt", "text/plain", missing.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void put(ZipOutputStream zip, Download file) throws IOException {
        zip.putNextEntry(new ZipEntry(file.name()));
        zip.write(file.content());
        zip.closeEntry();
    }

    private static byte[] json(Passport passport) { return Json.pretty(passport).getBytes(StandardCharsets.UTF_8); }

    private Passport passport(PictureId id) {
        var papers = store.papers(id);
        var passport = papers.passport();
        var checkpoint = papers.checkpoint();
        return checkpoint == null ? passport : files.checkpointHash(passport, checkpoint).map(passport::with).orElse(passport);
    }

    @FunctionalInterface
    private interface Writing {
        byte[] of(BufferedImage image) throws IOException;
    }

    private record Cut(byte[] fingerprint, byte[] file) {}

    /// What leaves the house is known by its pixels from then on.
    private byte[] cut(Sheet sheet, PictureId id, Writing writing) {
        var cut = files.read(sheet, picture -> {
            var tile = Pixels.tile(picture, sheet.media(), id.tile());
            return new Cut(Pixels.fingerprint(tile), writing.of(tile));
        });
        marks.keepFingerprints(sheet.id(), Map.of(id.tile(), cut.fingerprint()));
        return cut.file();
    }

    private Sheet visible(Person who, PictureId id) {
        return store.sheet(id.sheet()).filter(sheet -> id.tile() < sheet.media().count() && policy.allows(who, Action.SEE, sheet.project())).orElseThrow(id::absent);
    }
}
