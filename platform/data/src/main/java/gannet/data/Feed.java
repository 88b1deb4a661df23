package gannet.data;

import gannet.data.Values.Block;
import gannet.parameters.ProblemException;
import gannet.spi.Augmentation;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.PluginException;
import gannet.spi.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A data set as a variant learns from it: the examples of each step, which follow from the seed and the step's number
/// alone, and those that are held out. Safe for threads; close it last.
public final class Feed implements AutoCloseable {
    /// Pieces of each held-out photograph.
    private static final int PIECES = 4;

    private static final long CHANCE = 66;

    private final DataSpec spec;
    private final Pictures data;
    private final Stock stock;
    private final @Nullable Stock others;
    private final @Nullable Material partners;
    private final @Nullable Wording wording;
    private final @Nullable Mates mates;

    /// How a run reads.
    ///
    /// @param cache folder for decoded pictures that do not fit in memory; made if missing
    /// @param vocabulary of captions read word by word, if the run has one already
    public record How(int batchSize, long seed, Path cache, @Nullable Vocabulary vocabulary) {}

    private Feed(DataSpec spec, Pictures data, Stock stock, @Nullable Stock others, @Nullable Material partners, @Nullable Wording wording, @Nullable Mates mates) {
        this.spec = spec;
        this.data = data;
        this.stock = stock;
        this.others = others;
        this.partners = partners;
        this.wording = wording;
        this.mates = mates;
    }

    /// @throws ProblemException of kind USER with everything that keeps the data set from being learnt from
    public static Feed open(Pictures data, DataSpec spec, Augmentation augmentation, How how) {
        var problems = Fitting.problems(spec, data);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        boolean mirroring = augmentation.mirrored() && !(spec.x() instanceof Media.Voxels);
        var split = split(data, spec);
        var stock = Stock.of(material(data, spec, spec.x(), augmentation.resizedTo(), how.cache()), split, how.batchSize(), mirroring, how.seed(), 0);
        Stock others = null;
        if (spec instanceof DataSpec.Unpaired(var _, var y)) {
            others = Stock.of(material(data, spec, y, augmentation.resizedTo(), how.cache()), splitOfOthers(data, split), how.batchSize(), mirroring, how.seed(), 1);
        }
        Material partners = null;
        if (spec instanceof DataSpec.Paired(var x, var y)) {
            partners = material(data, spec, y, augmentation.resizedTo() * side(y) / side(x), how.cache());
        }
        var mates = spec instanceof DataSpec.Captioned captioned && captioned.mated() ? new Mates(data, split.training(), how.seed()) : null;
        return new Feed(spec, data, stock, others, partners, Wording.of(spec, data, how.vocabulary()), mates);
    }

    /// How many examples of this data set an epoch of such a variant has, without opening it to learn from.
    public static int count(Pictures data, DataSpec spec) {
        var split = split(data, spec);
        return Math.max(split.training().length, spec instanceof DataSpec.Unpaired ? splitOfOthers(data, split).training().length : 0);
    }

    private static Split split(Pictures data, DataSpec spec) {
        boolean measured = !(spec instanceof DataSpec.Unlabelled || spec instanceof DataSpec.Labelled);
        boolean twoSides = spec instanceof DataSpec.Paired || spec instanceof DataSpec.Unpaired;
        return Split.of(twoSides ? data.side(Picture.A) : IntStream.range(0, data.count()).toArray(), number -> data.picture(number).heldOut(), measured);
    }

    private static Split splitOfOthers(Pictures data, Split split) {
        var known = Arrays.stream(split.heldOut()).map(number -> partner(data, number)).toArray();
        return Split.of(data.side(Picture.B), number -> data.picture(number).heldOut(), true).beside(known);
    }

    private static Material material(Pictures data, DataSpec spec, Media media, int resizedTo, Path cache) {
        if (spec instanceof DataSpec.Crops crops) {
            return new Photographs(data, crops.size(), crops.channels(), cache);
        }
        return switch (media) {
            case Media.Images(var channels, var size) -> {
                if (resizedTo != 0 && resizedTo < size) {
                    throw new PluginException("Pictures of " + size + " × " + size + " cannot be cut from pictures resized to " + resizedTo + ".");
                }
                yield new Examples(data, size, Math.max(resizedTo, size), channels, cache);
            }
            case Media.Voxels(var _, var size) -> new Grids(Voxels.open(data.folder()), size, cache);
            case Media.ImageStrips _, Media.Photographs _, Media.Points _, Media.Audio _, Media.Video _, Media.Table _ ->
                    throw new IllegalArgumentException("No data set holds " + media);
        };
    }

    private static int side(Media media) { return media instanceof Media.Images(var _, var size) ? size : 1; }

    private static int partner(Pictures data, int number) { return Objects.requireNonNullElse(data.picture(number).partner(), -1); }

    /// The words that a variant learns from this data set.
    public static Vocabulary vocabulary(Text.Words text, Pictures data) { return Wording.vocabulary(text, data); }

    /// Examples in an epoch; of two collections, those of the larger one.
    public int count() { return longer().count(); }

    /// Passes over the data in so many steps.
    public double epochs(long steps) { return longer().shuffle().epochs(steps); }

    private Stock longer() { return others == null || stock.count() >= others.count() ? stock : others; }

    /// The examples of a step, counted from 0.
    public Values batch(long step) {
        var drawn = stock.numbers(step);
        var numbers = mates == null ? drawn : mates.among(drawn, step);
        var cuts = stock.cuts(step, numbers);
        if (others == null) {
            return values(numbers, cuts, numbers, cuts);
        }
        var second = others.numbers(step);
        return values(numbers, cuts, second, others.cuts(step, second));
    }

    /// How many examples are held out.
    public int heldOut() {
        int most = stock.split().heldOut().length;
        if (spec instanceof DataSpec.Crops) {
            return Math.min(Split.MOST, most * PIECES);
        }
        return others == null ? most : Math.min(most, others.split().heldOut().length);
    }

    /// The first of those that are held out, always the same, from their middles; of photographs, further pieces come after
    /// the middles of all.
    public Values heldOut(int most) {
        int count = Math.min(most, heldOut());
        var numbers = IntStream.range(0, count).map(i -> stock.split().heldOut()[i % stock.split().heldOut().length]).toArray();
        var cuts = stock.material().middles(numbers);
        for (int i = stock.split().heldOut().length; i < count; i++) {
            var room = stock.material().room(numbers[i]);
            var dice = new Dice(CHANCE, i);
            cuts[i] = new Cut(dice.below(room.across() + 1), dice.below(room.down() + 1), false);
        }
        if (others == null) {
            return values(numbers, cuts, numbers, cuts);
        }
        var second = Arrays.copyOf(others.split().heldOut(), count);
        return values(numbers, cuts, second, others.material().middles(second));
    }

    /// The first of those that are learnt from, always the same, from their middles: what a variant of which none are held out may
    /// show beside what it makes.
    public Values learnt(int most) {
        var numbers = Arrays.copyOf(stock.split().training(), Math.min(most, stock.count()));
        var cuts = stock.material().middles(numbers);
        return values(numbers, cuts, numbers, cuts);
    }

    /// Held-out examples of two collections whose true partners are known.
    public Optional<Values> partners(int most) {
        if (others == null) {
            return Optional.empty();
        }
        var numbers = Arrays.stream(stock.split().heldOut()).filter(number -> partner(data, number) >= 0).limit(most).toArray();
        var second = Arrays.stream(numbers).map(number -> partner(data, number)).toArray();
        return numbers.length == 0 ? Optional.empty()
                : Optional.of(values(numbers, stock.material().middles(numbers), second, others.material().middles(second)));
    }

    /// Examples with their classes, mixed, always the same; nothing if there are fewer than two classes.
    public Optional<Values> labelled(int most) {
        var known = IntStream.range(0, data.count()).filter(number -> data.classNumber(number) >= 0).toArray();
        if (known.length == 0 || data.description().classes().size() < 2) {
            return Optional.empty();
        }
        var numbers = Arrays.stream(new Shuffle(known.length, Math.min(most, known.length), CHANCE).batch(0)).map(i -> known[i]).toArray();
        var x = stock.material().read(numbers, stock.material().middles(numbers));
        return Optional.of(new Values(block(x, numbers.length, stock.material()), null, classes(numbers), captions(numbers)));
    }

    /// Captions as the network reads them; nothing if it reads none, or vectors made elsewhere.
    public Optional<Tokens> tokens() { return Optional.ofNullable(wording).flatMap(Wording::tokens); }

    private Values values(int[] numbers, Cut[] cuts, int[] second, Cut[] secondCuts) {
        var x = block(stock.material().read(numbers, cuts), numbers.length, stock.material());
        var captions = captions(numbers);
        return switch (spec) {
            case DataSpec.Unlabelled _ -> new Values(x, null, null, captions);
            case DataSpec.Labelled _ -> new Values(x, null, classes(numbers), captions);
            case DataSpec.Paired pair -> new Values(x, partners(numbers, cuts, side(pair.y()), side(pair.x())), null, captions);
            case DataSpec.Unpaired _ -> {
                var other = Objects.requireNonNull(others).material();
                yield new Values(x, block(other.read(second, secondCuts), second.length, other), null, captions);
            }
            case DataSpec.Captioned _ -> new Values(x, Objects.requireNonNull(wording).read(numbers, captions), null, captions);
            case DataSpec.Crops(var channels, var size, var factor) -> new Values(
                    new Block(Photographs.smaller(x.values(), size, factor), numbers.length, channels, size / factor, size / factor), x, null, captions);
        };
    }

    private Block partners(int[] numbers, Cut[] cuts, int to, int from) {
        var material = Objects.requireNonNull(partners);
        var theirs = Arrays.stream(numbers).map(number -> partner(data, number)).toArray();
        return block(material.read(theirs, Arrays.stream(cuts).map(cut -> cut.scaled(to, from)).toArray(Cut[]::new)), numbers.length, material);
    }

    private static Block block(float[] values, int count, Material material) {
        var shape = IntStream.concat(IntStream.of(count), Arrays.stream(material.shape())).asLongStream().toArray();
        return new Block(values, shape);
    }

    private long[] classes(int[] numbers) { return Arrays.stream(numbers).mapToLong(data::classNumber).toArray(); }

    private List<String> captions(int[] numbers) {
        var captions = new ArrayList<String>();
        for (int number : numbers) {
            captions.add(data.picture(number).caption());
        }
        return captions.stream().allMatch(String::isEmpty) ? List.of() : captions;
    }

    @Override
    public void close() {
        stock.material().close();
        if (others != null) {
            others.material().close();
        }
        if (partners != null) {
            partners.close();
        }
        if (wording != null) {
            wording.close();
        }
    }
}
