package gannet.plugins.stackgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.torch.TorchEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    private static final int THOUSANDS = 3000;
    private static final float[][] SEEN = {{1, 0.5f}, {-0.2f, 1}, {0.3f, -0.8f}};
    private static final float[][] READ = {{0.9f, 0.1f}, {0.4f, 1.2f}, {-0.5f, -0.6f}};

    @BeforeAll static void startPyTorch() { TorchEngine.start(1); }

    /// In PyTorch: `s = 10 * normalize(seen) @ normalize(read).T; cross_entropy(s, t) + cross_entropy(s.T, t)`, t = 0, 1, 2.
    @Test void tellsEachCaptionFromAllOthersAndEachPictureToo() {
        assertThat(mismatch(List.of("a star", "a ring", "a moon"))).isCloseTo(0.119073659, within(1e-5));
    }

    /// The same with the two crossings of the first pair at minus infinity.
    @Test void doesNotTellEqualCaptionsApart() {
        assertThat(mismatch(List.of("a star", "a star", "a moon"))).isCloseTo(0.026896096, within(1e-5));
    }

    @Test void countsPicturesThatLeadBackToTheirCaptions() {
        float[] near = {0.9f, 0.1f, 0.2f, 0.5f, 0.4f, 0.1f, 0.1f, 0.2f, 0.3f};
        assertThat(Captions.precision(near, List.of("a star", "a ring", "a moon"))).isEqualTo(2 / 3.0);
        assertThat(Captions.precision(near, List.of("a star", "a star", "a moon"))).isEqualTo(1);
    }

    @Test void picturesWithoutCaptionsStandEachForItself() {
        float[] near = {0.9f, 0.1f, 0.2f, 0.5f, 0.4f, 0.1f, 0.1f, 0.2f, 0.3f};
        for (var captions : List.of(List.<String>of(), List.of("", "", ""), List.of("", "", "a moon"))) {
            assertThat(mismatch(captions)).isCloseTo(0.119073659, within(1e-5));
            assertThat(Captions.precision(near, captions)).isEqualTo(2 / 3.0);
        }
    }

    /// The second caption is nearer to the first than the third is, but nearer still to the third; the fourth says the same as the first.
    @Test void takesWrongCaptionsThatAreLikeTheRightOnes() {
        assertThat(alike(50, 0.5f)).containsExactly(1, 2, 1, 1);
    }

    /// A thousand at 0, 60 and 78.46 degrees: by e^(cosine · 2) those at 60 are drawn for those at 0 in 0.6457 of all cases,
    /// by e^0 in one half; a share of a thousand is within 0.05 of that.
    @Test void drawsThemTheRatherTheMoreTheyAreAlike() {
        assertThat(share(2)).isCloseTo(0.6457, within(0.05));
        assertThat(share(1e-9)).isCloseTo(0.5, within(0.05));
    }

    private static double share(double likeness) {
        var random = new SplittableRandom(1);
        try (var manager = NDManager.newBaseManager()) {
            var chance = manager.create(chances(random), new Shape(THOUSANDS, THOUSANDS));
            var meanings = manager.create(new float[][] {{2, 0}, {1, 1.7320508f}, {0.4f, 1.9595918f}}).tile(new long[] {THOUSANDS / 3, 1});
            var numbers = manager.create(new float[][] {{0}, {1}, {2}}).tile(new long[] {THOUSANDS / 3, 1});
            var captions = IntStream.range(0, THOUSANDS).mapToObj(i -> List.of("a star", "a ring", "a moon").get(i % 3)).toList();
            var drawn = Captions.alike(numbers, meanings, captions, likeness, chance).toFloatArray();
            return IntStream.range(0, THOUSANDS).filter(i -> i % 3 == 0 && drawn[i] == 1).count() / (THOUSANDS / 3.0);
        }
    }

    private static float[] chances(SplittableRandom random) {
        var chance = new float[THOUSANDS * THOUSANDS];
        for (int i = 0; i < chance.length; i++) {
            chance[i] = random.nextFloat();
        }
        return chance;
    }

    private static float[] alike(double likeness, float everywhere) {
        var chance = new float[16];
        Arrays.fill(chance, everywhere);
        return alike(likeness, chance);
    }

    /// Which of four captions at 0, 60, 78.46 and 0 degrees is taken for each.
    private static float[] alike(double likeness, float[] chance) {
        try (var manager = NDManager.newBaseManager()) {
            var meanings = manager.create(new float[][] {{2, 0}, {1, 1.7320508f}, {0.4f, 1.9595918f}, {2, 0}});
            var numbers = manager.create(new float[][] {{0}, {1}, {2}, {3}});
            return Captions.alike(numbers, meanings, List.of("a star", "a ring", "a moon", "a star"), likeness, manager.create(chance).reshape(4, 4)).toFloatArray();
        }
    }

    private static double mismatch(List<String> captions) {
        try (var manager = NDManager.newBaseManager()) {
            return Captions.mismatch(manager.create(SEEN), manager.create(READ), captions).getFloat();
        }
    }
}
