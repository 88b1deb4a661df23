package gannet.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessTest {
    /// 3, 4 and 5 apart.
    @Test void measuresDistancesByHand() {
        var corners = Likeness.of(new float[] {0, 0, 3, 0, 0, 4}, 2, 1, 1);
        assertThat(corners.spread()).isEqualTo(4, within(1e-6));
        assertThat(corners.nearestAmong(3)).isEqualTo(3, within(1e-6));
        assertThat(Likeness.of(new float[] {0, 1}, 2, 1, 1).nearest(corners)).isEqualTo(1, within(1e-6));
    }

    @Test void averagesBlocksOfALargePicture() {
        var picture = new float[32 * 32];
        picture[0] = 4;                                                  // one of the four points of the first block
        var small = Likeness.of(picture, 1, 32, 32);
        assertThat(small.values()[0]).hasSize(256);
        assertThat(small.values()[0][0]).isEqualTo(1);
        assertThat(small.values()[0][1]).isZero();
    }

    @Test void copiesAreNearAndOthersAreNot() {
        var random = new Random(1);
        var real = noise(random, 200);
        var copies = real.clone();
        for (int i = 0; i < copies.length; i++) {
            copies[i] += (float) (0.05 * random.nextGaussian());
        }
        var known = Likeness.of(real, 1, 16, 16);
        assertThat(Likeness.of(copies, 1, 16, 16).nearest(known) / known.nearestAmong(100)).isLessThan(0.1);
        assertThat(Likeness.of(noise(random, 64), 1, 16, 16).nearest(known) / known.nearestAmong(100)).isBetween(0.9, 1.1);
    }

    private static float[] noise(Random random, int count) {
        var values = new float[count * 256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
