package gannet.plugins.stackgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import gannet.torch.TorchEngine;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaptionsTest {
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

    private static double mismatch(List<String> captions) {
        try (var manager = NDManager.newBaseManager()) {
            return Captions.mismatch(manager.create(SEEN), manager.create(READ), captions).getFloat();
        }
    }
}
