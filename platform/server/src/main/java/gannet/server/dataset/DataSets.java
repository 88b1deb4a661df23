package gannet.server.dataset;

import gannet.data.Description;
import gannet.data.Feed;
import gannet.data.Fitting;
import gannet.data.Kind;
import gannet.data.Library;
import gannet.data.Picture;
import gannet.data.Pictures;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.spi.DataSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Data sets of a project. Everything here blocks, so it is called on virtual threads.
public final class DataSets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataSets.class);
    /// In one word each, for [#importZip].
    public static final List<String> KINDS = Arrays.stream(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();

    private static final int NAME = 100;
    private static final int MOST_TILES = 1_024;
    private static final int MOST_SIDE = 1_024;
    private static final long MOST_PIXELS = 8_000_000;
    /// Decoded pictures are large, and the server's memory is small; an import decodes two by itself.
    private static final int IMPORTS = 1;
    private static final int DECODING = 2;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Storage storage;
    private final Policy policy;
    private final Clock clock;
    private final Library library;
    private final Walls walls;
    private final OpenPictures open;
    private final BuiltIn builtIn;
    private final Semaphore imports = new Semaphore(IMPORTS);
    private final Semaphore decoding = new Semaphore(DECODING);
    private volatile boolean closing;

    /// Told as an import goes on.
    @FunctionalInterface
    public interface ImportProgress {
        void at(int filesDone, int filesInAll);

        /// Another import goes first.
        default void waits() {}
    }

    /// @param shared the folder that all servers share    @param own the data directory
    public DataSets(Storage storage, Policy policy, Clock clock, Path shared, Path own) {
        this.storage = storage;
        this.policy = policy;
        this.clock = clock;
        library = new Library(shared.resolve("datasets"));
        walls = new Walls(own.resolve("cache").resolve("walls"));
        open = new OpenPictures(library);
        builtIn = new BuiltIn(storage, library, description -> keep(null, description.name(), description, null));
    }

    public static List<Class<?>> entities() { return List.of(DataSetRow.class); }

    /// Once at start, without waiting for the end: removes what killed imports left, and paints the built-in data sets that
    /// are not there yet. Each is listed as soon as it is ready.
    public void prepare() { builtIn.prepare(); }

    void prepareNow() { builtIn.prepareNow(); }

    /// The names of built-in data sets that are still being painted.
    public List<String> painting() { return builtIn.painting(); }

    /// Gives up what is being imported or painted; the next start sweeps or paints it.
    @Override
    public void close() {
        closing = true;
        builtIn.close();
    }

    /// The built-in ones and those of this project, the newest first.
    public List<DataSet> list(Person who, UUID project) {
        policy.require(who, Policy.Action.SEE, project);
        return storage.read(transaction -> transaction.store(DataSetStore::new).visibleIn(project));
    }

    public DataSet find(Person who, UUID id) {
        return storage.read(transaction -> transaction.store(DataSetStore::new).find(id))
                .filter(found -> found.project() == null || policy.allows(who, Policy.Action.SEE, found.project()))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "dataSet",
                        "There is no such data set, or it is not shared with you. Choose one of those listed under Data sets."));
    }

    /// What keeps it from being what a variant learns from; nothing if it fits.
    public List<Problem> misfits(DataSet set, DataSpec wanted) { return Fitting.problems(wanted, open.of(set.hash())); }

    /// How many of its examples an epoch of such a variant has; some may be held out.
    public int examples(DataSet set, DataSpec wanted) { return Feed.count(open.of(set.hash()), wanted); }

    /// Where a data set's pictures lie, for a worker to read.
    public Path folder(String hash) { return library.folderOf(hash); }

    /// The same, its kind told by the files.
    public DataSet importZip(Person who, UUID project, String name, Path zip, ImportProgress progress, BooleanSupplier cancelled) {
        return importZip(who, project, name, "", zip, progress, cancelled);
    }

    /// Imports an uploaded zip. All or nothing: problems that leave too little are thrown together, lesser ones
    /// become findings. A name that exists already makes the next version of it, unless its newest version is just the same.
    ///
    /// @param kind what it is to become, one of [#KINDS], or else be refused; empty to go by the files
    /// @param zip on this machine's disk; stays the caller's    @param cancelled asked between files
    public DataSet importZip(Person who, UUID project, String name, String kind, Path zip, ImportProgress progress, BooleanSupplier cancelled) {
        policy.require(who, Policy.Action.IMPORT, project);
        var tidy = tidy(name);
        var wanted = Kind.named(kind).orElse(null);
        refuseUnless(wanted != null || kind.isBlank(), "kind", "kind must be one of %s, not “%s”; left out, it is told by the files".formatted(String.join(", ", KINDS), kind));
        awaitTurn(progress, cancelled);
        var imported = holding(imports, () -> library.take(zip, "“" + tidy + "”", tidy, wanted, progress::at, () -> closing || cancelled.getAsBoolean()));
        var kept = keep(project, tidy, imported.description(), who);
        LOG.info("{} imported {} version {}: {} {}", who.name(), tidy, kept.version(), kept.count(), kept.kind());
        return kept;
    }

    /// A PNG of one picture, at most `side` wide and high.
    public byte[] picture(Person who, UUID id, int index, int side) {
        var found = find(who, id);
        if (index < 0 || index >= found.count()) {
            throw new ProblemException(Problem.Kind.ABSENT, "index", "There is no picture %d in %s; its pictures are numbered from 0 to %d.".formatted(index, found.name(), found.count() - 1));
        }
        refuseUnless(side >= 1 && side <= MOST_SIDE, "side", "side must be from 1 to %d, not %d".formatted(MOST_SIDE, side));
        return atOnce(decoding, () -> open.of(found.hash()).thumbnail(index, side));
    }

    /// A PNG sheet of pictures from all over the data set, each a square of `side` with see-through gaps of
    /// [Pictures#WALL_GAP] pixels between, made once and kept.
    public byte[] wall(Person who, UUID id, int columns, int rows, int side) { return wall(who, id, "", columns, rows, side); }

    /// The same of one side alone.
    ///
    /// @param of "a" or "b"; empty for all
    public byte[] wall(Person who, UUID id, String of, int columns, int rows, int side) {
        var found = find(who, id);
        refuseUnless(of.isEmpty() || of.equals(Picture.A) || of.equals(Picture.B), "of", "of must be a or b, not “%s”".formatted(of));
        refuseUnless(columns >= 1 && rows >= 1 && (long) columns * rows <= MOST_TILES, "columns",
                "columns × rows must be from 1 to %d pictures, not %d × %d".formatted(MOST_TILES, columns, rows));
        refuseUnless(side >= 1 && side <= MOST_SIDE, "side", "side must be from 1 to %d, not %d".formatted(MOST_SIDE, side));
        refuseUnless((long) columns * rows * side * side <= MOST_PIXELS, "side",
                "A wall has at most %d pixels, and %d × %d pictures of side %d have more; ask for a smaller side".formatted(MOST_PIXELS, columns, rows, side));
        return walls.of("%s%s-%dx%d-%d".formatted(found.hash(), of, columns, rows, side), () -> atOnce(decoding, () -> {
            var pictures = open.of(found.hash());
            return of.isEmpty() ? pictures.wall(columns, rows, side) : pictures.wallOf(pictures.side(of), columns, rows, side);
        }));
    }

    /// What its pages show besides pictures.
    public Contents contents(Person who, UUID id) { return new Contents(open.of(find(who, id).hash())); }

    /// For whoever else writes a version of this name: others who would do so wait until the transaction has ended.
    public static void lock(Transaction transaction, UUID project, String name) { transaction.store(DataSetStore::new).lock(project, name); }

    private DataSet keep(@Nullable UUID project, String name, Description description, @Nullable Person who) {
        return storage.inTransaction(transaction -> {
            var store = transaction.store(DataSetStore::new);
            store.lock(project, name);
            store.arrived(project, description.hash());
            var newest = store.newest(project, name);
            if (newest.isPresent() && newest.get().hash().equals(description.hash())) {
                return newest.get();
            }
            return store.add(project, name, newest.map(DataSet::version).orElse(0) + 1, description, who, clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }

    private static String tidy(String name) {
        var tidy = name.strip().replaceAll("\\s+", " ");
        refuseUnless(!tidy.isEmpty() && tidy.length() <= NAME && tidy.chars().noneMatch(Character::isISOControl), "name",
                "A data set's name has from 1 to %d characters on one line, not “%s”. Choose another one".formatted(NAME, tidy.length() > NAME ? tidy.substring(0, 20) + "…" : tidy));
        return tidy;
    }

    private static void refuseUnless(boolean allowed, String where, String message) {
        if (!allowed) {
            throw ProblemException.user(where, message + ".");
        }
    }

    /// Whoever no longer wants to import does not stand in the queue either.
    private void awaitTurn(ImportProgress progress, BooleanSupplier cancelled) {
        try {
            if (imports.tryAcquire()) {
                return;
            }
            progress.waits();
            while (!imports.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (closing || cancelled.getAsBoolean()) {
                    throw new ProblemException(Problem.Kind.CONFLICT, "", "The import was cancelled before it began; nothing was kept");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping(e);
        }
    }

    private static <T> T atOnce(Semaphore places, Supplier<T> work) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping(e);
        }
        return holding(places, work);
    }

    private static <T> T holding(Semaphore places, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private static ProblemException stopping(InterruptedException e) {
        return new ProblemException(Problem.Kind.RESOURCES, "The server is stopping; ask again once it is back", e);
    }
}
