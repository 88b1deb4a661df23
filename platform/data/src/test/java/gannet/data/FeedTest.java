package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gannet.spi.Augmentation;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Text;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pictures here are of one grey each, so that an example tells by its first value which picture it is.
class FeedTest extends Importing {
    private static final Media GREY = new Media.Images(1, 4);

    private static byte[] grey(int value) { return grey(value, 8, 8); }

    private static byte[] grey(int value, int width, int height) {
        return Made.file("png", Made.image(width, height, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * value));
    }

    private static Zip greys(int count) {
        var zip = new Zip();
        IntStream.range(0, count).forEach(i -> zip.with("%03d.png".formatted(i), grey(i)));
        return zip;
    }

    private Feed feed(Pictures data, DataSpec spec, Augmentation augmentation, int batchSize, long seed) {
        return Feed.open(data, spec, augmentation, new Feed.How(batchSize, seed, folder.resolve("cache"), null));
    }

    /// Which pictures an array shows.
    private static int[] shown(Values.Block block) {
        int each = block.values().length / (int) block.shape()[0];
        return IntStream.range(0, (int) block.shape()[0]).map(i -> Math.round((block.values()[i * each] + 1) * 127.5f)).toArray();
    }

    private static Values.Block y(Values values) { return Objects.requireNonNull(values.y()); }

    @Test
    void anyStepCanBeAskedForAnew() {
        var data = open(take(greys(40)));
        var crops = new DataSpec.Crops(1, 4, 2);
        try (var straight = feed(data, crops, Augmentation.mirroring(), 5, 3); var other = feed(data, crops, Augmentation.mirroring(), 5, 3);
                var seeded = feed(data, crops, Augmentation.mirroring(), 5, 4)) {
            var batches = IntStream.range(0, 10).mapToObj(straight::batch).toList();

            assertThat(other.batch(9).x().values()).isEqualTo(batches.get(9).x().values());
            assertThat(shown(seeded.batch(9).x())).isNotEqualTo(shown(batches.get(9).x()));
        }
    }

    @Test
    void everyTwentiethIsHeldOutAndNeverLearntFrom() {
        var data = open(take(greys(60)));
        try (var feed = feed(data, new DataSpec.Crops(1, 4, 1), Augmentation.none(), 19, 1)) {
            assertThat(feed.count()).isEqualTo(57);
            assertThat(feed.epochs(3)).isEqualTo(1);

            var learnt = new TreeSet<Integer>();
            IntStream.range(0, 3).forEach(step -> IntStream.of(shown(feed.batch(step).x())).forEach(learnt::add));
            assertThat(learnt).hasSize(57).doesNotContainAnyElementsOf(IntStream.of(shown(feed.heldOut(64).x())).boxed().toList());
        }
    }

    @Test
    void heldOutExamplesDoNotDependOnTheSeed() {
        var data = open(take(greys(60)));
        var spec = new DataSpec.Crops(1, 4, 1);
        try (var one = feed(data, spec, Augmentation.none(), 4, 1); var two = feed(data, spec, Augmentation.mirroring(), 8, 2)) {
            assertThat(shown(one.heldOut(3).x())).isEqualTo(shown(two.heldOut(3).x())).doesNotHaveDuplicates();
            assertThat(one.heldOut()).as("four pieces of each of three").isEqualTo(12);
            assertThat(one.heldOut(12).x().shape()).containsExactly(12, 1, 4, 4);
        }
    }

    @Test
    void nothingIsHeldOutOfUnlabelledExamples() {
        try (var feed = feed(open(take(greys(5))), new DataSpec.Unlabelled(GREY), Augmentation.none(), 5, 1)) {
            assertThat(feed.heldOut()).isZero();
            assertThat(shown(feed.batch(0).x())).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        }
    }

    /// A ramp, so that a piece tells by its values where it was cut and whether it is mirrored.
    @Test
    void theFirstThatAreLearntFromMayBeShown() {
        try (var feed = feed(open(take(greys(5))), new DataSpec.Unlabelled(GREY), Augmentation.none(), 2, 1)) {
            assertThat(feed.learnt(3).x().shape()[0]).isEqualTo(3);
            assertThat(feed.learnt(9).x().shape()[0]).isEqualTo(5);
            assertThat(feed.learnt(3).x().values()).isEqualTo(Arrays.copyOf(feed.learnt(9).x().values(), feed.learnt(3).x().values().length));
        }
    }

    @Test
    void cropsAreCutByChanceAndMadeSmaller() {
        var ramp = Made.file("png", Made.image(40, 30, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * (6 * x)));
        var data = open(take(new Zip().with("1.png", ramp).with("2.png", ramp)));
        try (var feed = feed(data, new DataSpec.Crops(1, 8, 4), Augmentation.mirroring(), 64, 1)) {
            var batch = feed.batch(0);
            assertThat(batch.x().shape()).containsExactly(64, 1, 2, 2);
            assertThat(y(batch).shape()).containsExactly(64, 1, 8, 8);
            var lefts = new TreeSet<Integer>();
            int mirrored = 0;
            for (int i = 0; i < 64; i++) {
                float first = y(batch).values()[i * 64];
                float last = y(batch).values()[i * 64 + 7];
                mirrored += last < first ? 1 : 0;
                lefts.add(Math.round((Math.min(first, last) + 1) * 127.5f) / 6);
                assertThat(Math.abs(last - first)).isCloseTo(42 / 127.5f, within(1e-5f));
                assertThat(batch.x().values()[i * 4] + batch.x().values()[i * 4 + 1]).as("the mean of a piece is that of the same made smaller")
                        .isCloseTo(first + last, within(2 / 127.5f));
            }
            assertThat(mirrored).isBetween(16, 48);
            assertThat(lefts).hasSizeGreaterThan(20).allMatch(left -> left >= 0 && left <= 32);
        }
    }

    @Test
    void partnersAreCutAlike() {
        var zip = new Zip();
        for (int i = 0; i < 6; i++) {
            int picture = i;
            zip.with("A/%d.png".formatted(i), Made.file("png", Made.image(16, 16, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * (picture * 20 + x + 4 * y / 3))));
            zip.with("B/%d.png".formatted(i), Made.file("png", Made.image(16, 16, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * (100 + picture * 20 + x + 4 * y / 3))));
        }
        var data = open(take(zip, Kind.PAIRED));
        try (var feed = feed(data, new DataSpec.Paired(GREY, GREY), new Augmentation(16, true), 32, 1)) {
            var batch = feed.batch(0);
            assertThat(new TreeSet<>(IntStream.of(shown(batch.x())).boxed().toList())).hasSizeGreaterThan(12);
            for (int i = 0; i < batch.x().values().length; i++) {
                assertThat(y(batch).values()[i] - batch.x().values()[i]).isCloseTo(100 / 127.5f, within(1e-5f));
            }
        }
    }

    @Test
    void unpairedSidesAreShuffledEachInItsOwnWay() {
        var zip = new Zip();
        IntStream.range(0, 20).forEach(i -> zip.with("A/%02d.png".formatted(i), grey(i)));
        IntStream.range(0, 40).forEach(i -> zip.with("B/%02d.png".formatted(i), grey(100 + i)));
        var data = open(take(zip, Kind.UNPAIRED));
        try (var feed = feed(data, new DataSpec.Unpaired(GREY, GREY), Augmentation.none(), 19, 1)) {
            assertThat(feed.count()).as("the larger side's").isEqualTo(38).isEqualTo(Feed.count(data, new DataSpec.Unpaired(GREY, GREY)));
            var first = feed.batch(0);
            assertThat(IntStream.of(shown(first.x())).boxed()).doesNotHaveDuplicates().allMatch(value -> value < 20);
            assertThat(IntStream.of(shown(y(first))).boxed()).doesNotHaveDuplicates().allMatch(value -> value >= 100);
            assertThat(IntStream.range(0, 19).filter(i -> shown(y(first))[i] - shown(first.x())[i] == 100).count()).as("partners that met").isLessThan(5);

            var known = feed.partners(64).orElseThrow();
            assertThat(shown(y(known))).isEqualTo(IntStream.of(shown(known.x())).map(value -> value + 100).toArray());
            var learnt = new TreeSet<Integer>();
            IntStream.range(0, 2).forEach(step -> IntStream.of(shown(y(feed.batch(step)))).forEach(learnt::add));
            assertThat(learnt).hasSize(38).doesNotContain(shown(y(known))[0]);
        }
    }

    @Test
    void whatCameAsATestIsNeverLearntFrom() {
        var zip = new Zip();
        IntStream.range(0, 4).forEach(i -> zip.with("trainA/%d.png".formatted(i), grey(i)).with("trainB/%d.png".formatted(i), grey(50 + i)));
        zip.with("testA/7.png", grey(7)).with("testB/8.png", grey(58));
        var data = open(take(zip, Kind.UNPAIRED));
        try (var feed = feed(data, new DataSpec.Unpaired(GREY, GREY), Augmentation.none(), 4, 1)) {
            assertThat(shown(feed.batch(0).x())).containsExactlyInAnyOrder(0, 1, 2, 3);
            assertThat(shown(feed.heldOut(9).x())).containsExactly(7);
            assertThat(shown(y(feed.heldOut(9)))).containsExactly(58);
        }
    }

    @Test
    void partnersAreKnownWhereOnlyTestsHaveTheSameNames() {
        var zip = new Zip();
        IntStream.range(0, 9).forEach(i -> zip.with("trainA/a%d.png".formatted(i), grey(i)).with("trainB/b%d.png".formatted(i), grey(50 + i)));
        IntStream.range(0, 3).forEach(i -> zip.with("testA/%d.png".formatted(i), grey(20 + i)).with("testB/%d.png".formatted(i), grey(70 + i)));
        var data = open(take(zip, Kind.UNPAIRED));
        try (var feed = feed(data, new DataSpec.Unpaired(GREY, GREY), Augmentation.none(), 4, 1)) {
            var known = feed.partners(64).orElseThrow();
            assertThat(shown(known.x())).containsExactly(20, 21, 22);
            assertThat(shown(y(known))).containsExactly(70, 71, 72);
        }
    }

    private Pictures captioned() {
        return open(take(new Zip().with("b.png", grey(1)).with("b.txt", "A red cat, a red Dog").with("a.png", grey(2)).with("a.txt", "the red dog!")));
    }

    @Test
    void captionsAreReadLetterByLetter() {
        try (var feed = feed(captioned(), new DataSpec.Captioned(GREY, new Text.Characters(6)), Augmentation.none(), 1, 1)) {
            assertThat(feed.tokens().orElseThrow().of(List.of("aZ é9", "0123456789"))).containsExactly(2, 27, 1, 1, 37, 0, 28, 29, 30, 31, 32, 33);
            assertThat(feed.batch(0).captions()).hasSize(1);
        }
    }

    @Test
    void captionsAreReadWordByWordTheMostFrequentFirst() {
        var words = new Text.Words(5, 4);
        assertThat(Feed.vocabulary(words, captioned()).words()).containsExactly("red", "a", "dog");
        try (var feed = feed(captioned(), new DataSpec.Captioned(GREY, words), Augmentation.none(), 2, 1)) {
            assertThat(feed.tokens().orElseThrow().of(List.of("Dog: a red, red zebra and more"))).containsExactly(3, 2, 1, 1, 4);
        }
    }

    /// Of these captions, one of which is held out, each has one or two others that differ in one word.
    @Test
    void besideEverySecondExampleStandsOneWhoseCaptionSaysNearlyTheSame() {
        var said = List.of("a red star", "a red ring", "a blue star", "a blue ring", "nine green bottles", "ten green bottles");
        var mated = new DataSpec.Captioned(GREY, new Text.Words(5, 20), true);
        var seen = new TreeSet<List<String>>(Comparator.comparing(List::toString));
        try (var feed = feed(captioned(said), mated, Augmentation.none(), 2, 1); var again = feed(captioned(said), mated, Augmentation.none(), 2, 1)) {
            for (long step = 0; step < 60; step++) {
                seen.add(feed.batch(step).captions());
                assertThat(again.batch(step).captions()).isEqualTo(feed.batch(step).captions());
            }
        }
        assertThat(seen).allSatisfy(pair -> {
            var words = new HashSet<>(List.of(pair.getFirst().split(" ")));
            words.removeAll(List.of(pair.getLast().split(" ")));
            assertThat(words).hasSize(1);
        }).contains(List.of("a blue ring", "a red ring"), List.of("a blue ring", "a blue star"), List.of("nine green bottles", "ten green bottles"));
    }

    /// Where all say the same there is nobody to stand beside.
    @Test
    void equalCaptionsAreNoMates() {
        var mated = new DataSpec.Captioned(GREY, new Text.Words(5, 20), true);
        var spec = new DataSpec.Captioned(GREY, new Text.Words(5, 20));
        try (var feed = feed(captioned(List.of("a star", "a star", "A star!")), mated, Augmentation.none(), 2, 1);
                var plain = feed(captioned(List.of("a star", "a star", "A star!")), spec, Augmentation.none(), 2, 1)) {
            assertThat(shown(feed.batch(0).x())).isEqualTo(shown(plain.batch(0).x()));
        }
    }

    private Pictures captioned(List<String> said) {
        var zip = new Zip();
        for (int i = 0; i < said.size(); i++) {
            zip = zip.with(i + ".png", grey(i)).with(i + ".txt", said.get(i));
        }
        return open(take(zip));
    }

    @Test
    void vectorsBelongToExamplesInTheOrderOfTheirNames() throws IOException {
        var file = Files.write(folder.resolve("vectors.npy"), npy("(2, 2, 3)", 1, 2, 3, 3, 4, 5, 10, 20, 30, 10, 20, 30));
        try (var feed = feed(captioned(), new DataSpec.Captioned(GREY, new Text.Vectors(file, 3)), Augmentation.none(), 1, 1)) {
            for (int step = 0; step < 2; step++) {
                var batch = feed.batch(step);
                assertThat(y(batch).values()).containsExactly(shown(batch.x())[0] == 2 ? new float[] {2, 3, 4} : new float[] {10, 20, 30});
            }
            assertThat(feed.tokens()).isEmpty();
        }
    }

    static byte[] npy(String shape, float... values) {
        var head = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        var file = ByteBuffer.allocate(10 + head.length() + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) head.length()).put(head.getBytes(StandardCharsets.ISO_8859_1));
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    @Test
    void smallSolidsStandInTheMiddle() {
        var solid = Solid.of(3, (x, y, z) -> x == 0 && y == 1 && z == 2);
        var padded = Grids.fitted(solid, 5);
        assertThat(padded[(1 * 5 + 2) * 5 + 3]).isEqualTo((byte) 1);
        assertThat(IntStream.range(0, padded.length).filter(i -> padded[i] == 1).count()).isEqualTo(1);

        var doubled = Solid.of(8, floats(Grids.fitted(solid, 8)), 0.5);
        assertThat(doubled.volume()).isEqualTo(8);
        assertThat(doubled.at(1, 3, 5) && doubled.at(2, 4, 6)).as("from 3 to 6 and one empty voxel around").isTrue();
    }

    private static float[] floats(byte[] bytes) {
        var floats = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = bytes[i];
        }
        return floats;
    }

    @Test
    void labelledExamplesAreMixedAndTheSameEachTime() {
        var zip = new Zip();
        IntStream.range(0, 30).forEach(i -> zip.with((i < 15 ? "cats/" : "dogs/") + "%02d.png".formatted(i), grey(i)));
        try (var feed = feed(open(take(zip)), new DataSpec.Unlabelled(GREY), Augmentation.none(), 4, 1)) {
            var some = feed.labelled(12).orElseThrow();
            var shown = shown(some.x());
            assertThat(some.classes()).containsExactly(IntStream.of(shown).mapToLong(value -> value < 15 ? 0 : 1).toArray()).contains(0, 1);
            assertThat(shown(feed.labelled(12).orElseThrow().x())).isEqualTo(shown);
        }
        try (var plain = feed(open(take(greys(3))), new DataSpec.Unlabelled(GREY), Augmentation.none(), 1, 1)) {
            assertThat(plain.labelled(9)).isEqualTo(Optional.empty());
        }
    }
}
