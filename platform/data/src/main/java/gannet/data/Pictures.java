package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// An imported data set, to be read; of solids, [Voxels] reads more than how they look. Safe for threads.
public final class Pictures {
    /// Pixels a side that are averaged into one of a thumbnail, if there are so many and they take little memory; of larger
    /// pictures some are skipped.
    private static final int TO_LOOK_AT = 3;
    private static final int IN_LITTLE_MEMORY = 1024;

    private final Path folder;
    private final Description description;
    private final List<Picture> pictures;
    private final Map<String, Integer> classNumbers = new HashMap<>();

    private Pictures(Path folder, Description description, List<Picture> pictures) {
        this.folder = folder;
        this.description = description;
        this.pictures = pictures;
        for (var label : description.classes()) {
            classNumbers.put(label, classNumbers.size());
        }
    }

    /// Whether this is the folder of an imported data set.
    public static boolean isAt(Path folder) { return Files.isRegularFile(folder.resolve("dataset.json")) && Files.isRegularFile(folder.resolve("index.jsonl")); }

    public static Pictures open(Path folder) {
        try {
            var description = describe(folder);
            var pictures = new ArrayList<Picture>(description.count());
            try (var lines = Files.newBufferedReader(folder.resolve("index.jsonl"))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    pictures.add(Json.READ_PICTURE.readValue(line));
                }
            }
            if (pictures.size() != description.count()) {
                throw new ProblemException(Problem.Kind.RESOURCES, folder.toString(),
                        "The data set in %s is damaged: its index lists %s of %s. Import it again".formatted(
                                folder, Words.count(pictures.size()), Words.of(description.count(), "picture")));
            }
            return new Pictures(folder, description, List.copyOf(pictures));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /// Only what `dataset.json` says.
    static Description describe(Path folder) throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readString(folder.resolve("dataset.json")), Description.class);
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.Kind.ABSENT, folder + " is not an imported data set: it has no dataset.json. Import a zip or folder of pictures first", e);
        }
    }

    static ProblemException unreadable(Path folder, IOException e) {
        return new ProblemException(Problem.Kind.RESOURCES, "The data set in " + folder + " cannot be read (" + e.getMessage() + "). Import it again", e);
    }

    public Path folder() { return folder; }

    public Description description() { return description; }

    public int count() { return pictures.size(); }

    public Picture picture(int index) { return pictures.get(index); }

    /// Its class's number, from 0; −1 if the data set has no classes.
    public int classNumber(int index) { return classNumbers.getOrDefault(pictures.get(index).label(), -1); }

    /// The numbers of the pictures on one side, [Picture#A] or [Picture#B], in their order.
    public int[] side(String side) { return IntStream.range(0, count()).filter(index -> pictures.get(index).side().equals(side)).toArray(); }

    /// A PNG of one picture, at most `side` wide and high, alpha laid on white.
    public byte[] thumbnail(int index, int side) {
        var pixels = pixels(index, toLookAt(side));
        var shrink = Math.max(1.0, (double) Math.max(pixels.width(), pixels.height()) / side);
        return Png.small(pixels.resized(
                Math.max(1, (int) Math.round(pixels.width() / shrink)), Math.max(1, (int) Math.round(pixels.height() / shrink))));
    }

    /// Pixels between the pictures of a wall.
    public static final int WALL_GAP = 2;

    /// A PNG sheet of pictures from all over the data set, each a square of this side, with see-through gaps between.
    public byte[] wall(int columns, int rows, int side) { return wall(onWall(columns, rows), columns, rows, side); }

    /// The same of these pictures alone.
    public byte[] wallOf(int[] numbers, int columns, int rows, int side) { return wall(spread(numbers, columns * rows), columns, rows, side); }

    private byte[] wall(int[] shown, int columns, int rows, int side) {
        var width = columns * (side + WALL_GAP) - WALL_GAP;
        var height = rows * (side + WALL_GAP) - WALL_GAP;
        var sheet = new byte[width * height * 4];
        for (var i = 0; i < shown.length; i++) {
            var tile = pixels(shown[i], toLookAt(side)).square().resized(side, side).as(4);
            for (var y = 0; y < side; y++) {
                var at = ((i / columns * (side + WALL_GAP) + y) * width + i % columns * (side + WALL_GAP)) * 4;
                System.arraycopy(tile.values(), y * side * 4, sheet, at, side * 4);
            }
        }
        return Png.small(new Pixels(width, height, 4, sheet));
    }

    /// Unpaired, the upper half is side a; paired, every other row holds the partners of the one above, or of the one to the
    /// left if there is an odd number of rows.
    private int[] onWall(int columns, int rows) {
        var places = columns * rows;
        return switch (description.kind()) {
            case UNPAIRED -> {
                var upper = spread(side(Picture.A), places / 2);
                var lower = spread(side(Picture.B), places - places / 2);
                yield IntStream.concat(Arrays.stream(upper), Arrays.stream(lower)).toArray();
            }
            case PAIRED -> {
                var pairs = spread(side(Picture.A), places / 2);
                var step = rows % 2 == 0 ? columns : 1;
                var shown = new int[2 * pairs.length];
                // a last row that is not full has no row below it to keep in step with
                for (var i = 0; i < pairs.length; i++) {
                    var length = Math.min(step, pairs.length - i / step * step);
                    var at = 2 * (i / step * step) + i % step;
                    shown[at] = pairs[i];
                    shown[at + length] = Objects.requireNonNull(picture(pairs[i]).partner());
                }
                yield shown;
            }
            case PICTURES, LABELLED, CAPTIONED, VOXELS -> spread(IntStream.range(0, count()).toArray(), places);
        };
    }

    /// The middle of each of as many equal parts, so that sorted classes all come.
    private static int[] spread(int[] all, int places) {
        var shown = Math.min(places, all.length);
        return IntStream.range(0, shown).map(i -> all[(int) (((2L * i + 1) * all.length) / (2L * shown))]).toArray();
    }

    private static int toLookAt(int side) { return Math.max(side, Math.min(TO_LOOK_AT * side, IN_LITTLE_MEMORY)); }

    /// @param enough how large the shorter side has to stay: of larger pictures, pixels are skipped while reading
    Pixels pixels(int index, int enough) {
        var picture = pictures.get(index);
        if (description.kind() == Kind.VOXELS) {
            return VoxelView.usual(Voxels.read(folder, picture), Math.min(enough, VoxelView.LARGEST));
        }
        var file = folder.resolve(picture.file());
        try {
            var pixels = Decoder.pixels(Files.readAllBytes(file), enough);
            return switch (picture.half()) {
                case Picture.LEFT -> pixels.cut(0, 0, pixels.width() / 2, pixels.height());
                case Picture.RIGHT -> pixels.cut(pixels.width() - pixels.width() / 2, 0, pixels.width() / 2, pixels.height());
                default -> pixels;
            };
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UnreadableException e) {
            throw damaged(folder, file, e);
        }
    }

    static ProblemException damaged(Path folder, Path file, UnreadableException e) {
        return new ProblemException(Problem.Kind.RESOURCES, "The data set in " + folder + " is damaged: " + file.getFileName() + " " + e.what() + ". Import it again", e);
    }
}
