package gannet.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Data sets that Gannet paints itself, so that every variant can begin without an upload. The same seed paints the same to
/// the byte on every machine: no fonts, no graphics library, no compression, and [StrictMath].
public enum Painted {
    /// A coloured shape with a soft shadow on a patterned ground, labelled with the shape and captioned in words.
    SHAPES("Painted shapes", Kind.CAPTIONED, 4096, 64, "573c139251a48f793a26a61f7031066d172a22716e760aac53ae6afed41c0fd3") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var scene = Scene.of(new Dice(seed, number));
            return new Painting(Png.stored(scene.paint(side)), png(side, side), scene.shape().word(), scene.caption(), "%06d.png".formatted(number), "", null, false);
        }
    },
    /// Still lifes, on side a cut from coloured paper and on side b hatched with pencils. No scene is on both sides but those
    /// that are held out, one in ten: there the true partner is known.
    STYLES("Painted styles", Kind.UNPAIRED, 880, 128, "cbcb42714d345e68fa30170252e25990aab6a1caa34f232211a920502faae48f") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var each = count / 2;
            var heldOut = Math.max(1, each / 11);
            var isHatched = number >= each;
            var place = number % each;
            var isHeldOut = place >= each - heldOut;
            var scene = StillLife.of(new Dice(seed, isHeldOut ? 2 : isHatched ? 1 : 0, place));
            return new Painting(
                    Png.stored(isHatched ? scene.hatched(side) : scene.cut(side)), png(side, side), "", "",
                    "%s%s/%06d.png".formatted(isHeldOut ? "test" : "train", isHatched ? "B" : "A", place),
                    isHatched ? Picture.B : Picture.A, isHeldOut ? isHatched ? number - each : number + each : null, isHeldOut);
        }
    },
    /// Chairs, tables, beds, sofas, shelves and lamps as voxels.
    FURNITURE("Painted furniture", Kind.VOXELS, 1500, 32, "ffab03b96e33bb39551212ff1bd04656f539f1593944420e5647ab12f96d9383") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var kind = Furniture.values()[number % Furniture.values().length];
            var solid = kind.solid(side, new Dice(seed, number));
            return new Painting(Binvox.write(solid), new Decoder.Facts(VoxelFormat.BINVOX.ending(), side, side, 1), kind.word(), "",
                    "%s/%06d.binvox".formatted(kind.word(), number), "", null, false);
        }
    },
    /// Larger pictures of things with sharp edges and textures at every scale, to be enlarged.
    PHOTOGRAPHS("Painted photographs", Kind.PICTURES, 160, 320, "db5daadbc67d913893c5ba84fd489830d61ccbeaf27aeabb3f8f255d6b1d3d94") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var dice = new Dice(seed, number);
            var width = side - side / 5 + dice.below(side * 2 / 5 + 1);
            var height = side - side / 5 + dice.below(side * 2 / 5 + 1);
            return new Painting(Png.stored(Photograph.paint(width, height, dice)), png(width, height), "", "", "%06d.png".formatted(number), "", null, false);
        }
    },
    /// Chairs and tables that are harder to tell apart: turned by any angle, of any height and width, anywhere.
    PLACED("Painted chairs and tables", Kind.VOXELS, 800, 32, "830ac2517fec9bba6957791f35ae773b7a13124e633caed8681798dd8214d96f") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var kind = number % 2 == 0 ? Furniture.CHAIR : Furniture.TABLE;
            var solid = Placed.of(kind, side, new Dice(seed, number));
            return new Painting(Binvox.write(solid), new Decoder.Facts(VoxelFormat.BINVOX.ending(), side, side, 1), kind.word(), "",
                    "%s/%06d.binvox".formatted(kind.word(), number), "", null, false);
        }
    },
    /// The same still lifes twice: cut from paper on side a, hatched with pencils on side b.
    PAIRS("Painted pairs", Kind.PAIRED, 600, 128, "e40fe232cb0d68acd0575af79331b3d6bbbb0ffba33d5255ae525f83282a0318") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            var each = count / 2;
            var isHatched = number >= each;
            var place = number % each;
            var scene = StillLife.of(new Dice(seed, 3, place));
            return new Painting(
                    Png.stored(isHatched ? scene.hatched(side) : scene.cut(side)), png(side, side), "", "",
                    "%s/%06d.png".formatted(isHatched ? "B" : "A", place),
                    isHatched ? Picture.B : Picture.A, isHatched ? number - each : number + each, false);
        }
    },
    /// One picture of eight dark spots on a circle: where points of the plane are to lie.
    SPOTS("Painted spots", Kind.PICTURES, 1, 64, "003c1c5ecf1aa3fd871e44557da3c6d3054ecf348064b8fa837354f4544388f4") {
        @Override
        Painting paint(int number, int count, int side, long seed) {
            return new Painting(Png.stored(Spots.paint(side)), png(side, side), "", "", "%06d.png".formatted(number), "", null, false);
        }
    };

    private static final long SEED = 1;
    private static final int CHUNK = 64;

    private final String title;
    private final Kind kind;
    private final int count;
    private final int side;
    private final String hash;

    /// One example; [Picture] says what its parts mean.
    record Painting(byte[] file, Decoder.Facts facts, String label, String caption, String name, String side, @Nullable Integer partner, boolean heldOut) {
        Painting withoutFile() { return new Painting(new byte[0], facts, label, caption, name, side, partner, heldOut); }
    }

    Painted(String title, Kind kind, int count, int side, String hash) {
        this.title = title;
        this.kind = kind;
        this.count = count;
        this.side = side;
        this.hash = hash;
    }

    /// What it is called.
    public String title() { return title; }

    /// The same in one word, such as `painted-shapes`.
    public String word() { return title.toLowerCase(Locale.ROOT).replace(' ', '-'); }

    public static List<String> words() { return Arrays.stream(values()).map(Painted::word).toList(); }

    public static Optional<Painted> named(String word) { return Arrays.stream(values()).filter(painted -> painted.word().equals(word)).findFirst(); }

    public Kind kind() { return kind; }

    /// The content hash of what [Library#paint] makes.
    public String hash() { return hash; }

    private static Decoder.Facts png(int width, int height) { return new Decoder.Facts(Format.PNG.ending(), width, height, 3); }

    abstract Painting paint(int number, int count, int side, long seed);

    Description write(Path folder, int threads, BooleanSupplier cancelled) throws IOException { return write(folder, count, side, SEED, threads, cancelled); }

    /// Writes a smaller or larger one, for tests.
    ///
    /// @param folder made; its parent exists    @param count of examples, of both sides together    @param side in pixels or voxels
    public Description write(Path folder, int count, int side, long seed) throws IOException { return write(folder, count, side, seed, 2, () -> false); }

    private Description write(Path folder, int many, int large, long seed, int threads, BooleanSupplier cancelled) throws IOException {
        var writer = new FolderWriter(folder);
        var paintings = new ArrayList<Painting>();
        try (var painters = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("paint-", 0).factory())) {
            for (var first = 0; first < many; first += CHUNK) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                var painting = new ArrayList<Future<Painting>>();
                for (var i = first; i < Math.min(many, first + CHUNK); i++) {
                    var number = i;
                    painting.add(painters.submit(() -> paint(number, many, large, seed)));
                }
                for (var one : painting) {
                    var painted = await(one);
                    writer.add(painted.file, painted.facts, painted.label, painted.caption, painted.name);
                    paintings.add(painted.withoutFile());
                }
            }
        }
        var pictures = writer.pictures();
        writer.arrange(IntStream.range(0, many).mapToObj(i -> {
            var painted = paintings.get(i);
            return pictures.get(i).on(painted.side, painted.partner).heldOut(painted.heldOut);
        }).toList());
        return writer.finish(new FolderWriter.About(title, kind, List.of(), 0, "Painted by Gannet", "Public domain (CC0 1.0)"));
    }

    private static Painting await(Future<Painting> painting) {
        try {
            return painting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
