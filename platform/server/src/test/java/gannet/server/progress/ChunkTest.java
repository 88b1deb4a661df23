package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkTest {
    @Test void givesBackWhatWasPacked() {
        var random = new Random(7);
        var chunk = Chunk.EMPTY;
        long step = 123_456_789_012L;
        for (int i = 0; i < Chunk.FULL; i++) {
            step += 1 + random.nextInt(i % 10 == 0 ? 1_000_000 : 3);
            chunk = chunk.with(step, random.nextFloat());
        }
        var back = Chunk.unpack(chunk.packed());
        assertThat(back.steps()).isEqualTo(chunk.steps());
        assertThat(back.values()).isEqualTo(chunk.values());
        assertThat(chunk.isFull()).isTrue();
    }

    @Test void keepsWhatIsNoNumber() {
        var chunk = Chunk.EMPTY.with(0, Float.NaN).with(1, Float.POSITIVE_INFINITY).with(2, -0.0f);
        assertThat(Chunk.unpack(chunk.packed()).values()).containsExactly(Float.NaN, Float.POSITIVE_INFINITY, -0.0f);
    }

    @Test void packsAnEmptyOne() { assertThat(Chunk.unpack(Chunk.EMPTY.packed()).count()).isZero(); }

    @Test void packsAThousandPointsIntoAboutFiveBytesEach() {
        var random = new Random(1);
        var chunk = Chunk.EMPTY;
        for (int i = 0; i < 1000; i++) {
            chunk = chunk.with(i, (float) (0.7 + 0.1 * random.nextGaussian()));
        }
        assertThat(chunk.packed().length).isLessThan(5000);
    }

    @Test void saysThatItIsDamaged() {
        var packed = Chunk.EMPTY.with(1, 2).with(2, 3).packed();
        packed[6] ^= 0x55;
        packed[7] ^= 0x55;
        assertThatThrownBy(() -> Chunk.unpack(packed)).isInstanceOf(IllegalStateException.class).hasMessageContaining("chunk of chart points");
    }
}
