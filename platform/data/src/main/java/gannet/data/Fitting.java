package gannet.data;

import gannet.parameters.Problem;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whether a data set is what a variant learns from: everything that is not, at once, before anything is trained.
public final class Fitting {
    private static final EnumSet<Kind> TWO_SIDES = EnumSet.of(Kind.UNPAIRED, Kind.PAIRED);

    private final Pictures data;
    private final String name;
    private final List<Problem> problems = new ArrayList<>();

    private Fitting(Pictures data) {
        this.data = data;
        name = "“" + data.description().name() + "”";
    }

    /// What keeps this data set from being learnt from; nothing if it fits.
    public static List<Problem> problems(DataSpec wanted, Pictures data) {
        var fitting = new Fitting(data);
        fitting.check(wanted);
        return List.copyOf(fitting.problems);
    }

    private void check(DataSpec wanted) {
        switch (wanted) {
            case DataSpec.Unlabelled(var x) -> media(x);
            case DataSpec.Labelled(var x, var classes) -> {
                if (media(x)) {
                    classes(classes);
                }
            }
            case DataSpec.Paired(var x, var y) -> {
                if (media(x) && media(y) && is(EnumSet.of(Kind.PAIRED), "pairs of pictures, one the translation of the other")) {
                    sides("pair");
                }
            }
            case DataSpec.Unpaired(var x, var y) -> {
                if (media(x) && media(y) && is(TWO_SIDES, "two collections of pictures, in folders A and B")) {
                    sides("picture");
                }
            }
            case DataSpec.Captioned(var x, var text, var _) -> {
                if (media(x)) {
                    captioned(text);
                }
            }
            case DataSpec.Crops crops -> {
                if (media(crops.x())) {
                    crops(crops.size());
                }
            }
        }
    }

    private void problem(String sentence) { problems.add(Problem.user("dataSet", sentence)); }

    private boolean is(EnumSet<Kind> kinds, String wanted) {
        if (kinds.contains(data.description().kind())) {
            return true;
        }
        problem("This variant learns from " + wanted + ", and " + name + " holds " + data.description().kind().words() + "; choose another data set.");
        return false;
    }

    private boolean media(Media media) {
        return switch (media) {
            case Media.Images _ -> is(EnumSet.complementOf(EnumSet.of(Kind.VOXELS)), "pictures");
            case Media.Voxels(var channels, var size) -> is(EnumSet.of(Kind.VOXELS), "voxels") && voxels(channels, size);
            case Media.ImageStrips _, Media.Photographs _, Media.Points _, Media.Audio _, Media.Video _, Media.Table _ -> {
                problem("This variant learns from something that no data set holds yet: " + media + ".");
                yield false;
            }
        };
    }

    private boolean voxels(int channels, int size) {
        if (channels != 1) {
            problem("Voxels have one channel, full or empty; this variant is set to " + channels + ".");
        }
        var large = data.description().largest().width();
        if (large > size) {
            problem("The solids of " + name + " have " + large + " voxels a side, and this variant is set to " + size + ": choose a larger size.");
        }
        return channels == 1 && large <= size;
    }

    private void classes(int wanted) {
        var found = data.description().classes().size();
        if (found != wanted) {
            problem(name + " has " + (found == 0 ? "no classes" : found == 1 ? "1 class" : found + " classes") + ", and this variant is set to " + wanted + ".");
        }
    }

    private void sides(String one) {
        for (var side : List.of(Picture.A, Picture.B)) {
            var numbers = data.side(side);
            var learnt = Split.of(numbers, number -> data.picture(number).heldOut(), true).training().length;
            if (numbers.length == 0) {
                problem("Side " + side.toUpperCase(Locale.ROOT) + " of " + name + " is empty; put pictures on both sides and import it again.");
            } else if (learnt == 0) {
                problem("Side " + side.toUpperCase(Locale.ROOT) + " of " + name + " has no " + one + " to learn from besides the "
                        + Words.of(numbers.length, one) + " held out for measuring; add more and import it again.");
            }
        }
    }

    private void captioned(Text text) {
        var mute = IntStream.range(0, data.count()).filter(i -> data.picture(i).caption().isEmpty()).toArray();
        if (!(text instanceof Text.Vectors) && mute.length > 0) {
            problem("This variant learns from pictures with captions, and %s of %s in %s have none, such as %s; add the captions and import it again.".formatted(
                    mute.length == data.count() ? "all" : Words.count(mute.length), Words.of(data.count(), "picture"), name, data.picture(mute[0]).name()));
        }
        if (text instanceof Text.Vectors(var file, var size)) {
            vectors(file, size);
        }
        enough(data.count());
    }

    private void vectors(Path file, int size) {
        if (!Files.isRegularFile(file)) {
            problem("There is no file " + file + " with the captions' vectors.");
            return;
        }
        try (var vectors = Vectors.open(file)) {
            if (vectors.count() != data.count()) {
                problem("The file " + file + " holds vectors of " + Words.of(vectors.count(), "example") + ", and " + name + " has " + Words.count(data.count())
                        + "; it needs one for each, in the order of their names.");
            }
            if (vectors.size() != size) {
                problem("The vectors in " + file + " are " + Words.of(vectors.size(), "number") + " long, and this variant is set to " + Words.count(size) + ".");
            }
        } catch (UnreadableException e) {
            problem("The file " + file + " " + e.what() + ".");
        }
    }

    private void crops(int size) {
        var small = IntStream.range(0, data.count()).filter(i -> shorter(i) < size).boxed().collect(Collectors.toList());
        Optional<Integer> smallest = small.stream().min((a, b) -> Integer.compare(shorter(a), shorter(b)));
        smallest.map(data::picture).ifPresent(picture -> problem(
                "%s of %s in %s are smaller than the crops of %d × %d, the smallest is %s with %d × %d; choose smaller crops or leave these pictures out."
                        .formatted(Words.count(small.size()), Words.of(data.count(), "picture"), name, size, size, picture.name(), picture.width(), picture.height())));
        enough(data.count());
    }

    private int shorter(int number) { return Math.min(data.picture(number).width(), data.picture(number).height()); }

    private void enough(int count) {
        if (count < 2) {
            problem(name + " holds one picture; at least two are needed, because one is held out for measuring.");
        }
    }
}
