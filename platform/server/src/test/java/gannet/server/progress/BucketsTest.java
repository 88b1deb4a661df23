package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test void agreesWithANaiveComputation() {
        var random = new Random(3);
        var chunks = new ArrayList<Chunk>();
        var all = Chunk.EMPTY;
        var tail = Chunk.EMPTY;
        long step = 0;
        for (int i = 0; i < 12_345; i++) {
            step += 1 + random.nextInt(4);
            float value = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
            all = all.with(step, value);
            tail = tail.with(step, value);
            if (tail.isFull()) {
                chunks.add(tail);
                tail = Chunk.EMPTY;
            }
        }
        chunks.add(tail);
        long from = 777;
        long to = 20_000;
        int points = 100;
        long width = (to - from + points) / points;

        var curve = Buckets.curve("generator", chunks, from, to, points);

        assertThat(curve.steps().length).isLessThanOrEqualTo(points);
        int bucket = 0;
        for (long begin = from; begin <= to; begin += width) {
            double sum = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            int count = 0;
            long last = -1;
            for (int i = 0; i < all.count(); i++) {
                if (all.steps()[i] >= begin && all.steps()[i] < begin + width && all.steps()[i] <= to) {
                    last = all.steps()[i];
                    if (!Float.isNaN(all.values()[i])) {
                        sum += all.values()[i];
                        low = Math.min(low, all.values()[i]);
                        high = Math.max(high, all.values()[i]);
                        count++;
                    }
                }
            }
            assertThat(curve.steps()[bucket]).isEqualTo(last);
            assertThat(curve.values()[bucket]).isCloseTo(sum / count, within(1e-9));
            assertThat(curve.lowest()[bucket]).isEqualTo(low);
            assertThat(curve.highest()[bucket]).isEqualTo(high);
            bucket++;
        }
        assertThat(curve.steps()).hasSize(bucket);
    }

    @Test void leavesFewPointsAsTheyAre() {
        var curve = Buckets.curve("x", List.of(Chunk.EMPTY.with(1, 5).with(2, 6).with(4, 7)), 0, 4, 500);
        assertThat(curve.steps()).containsExactly(1, 2, 4);
        assertThat(curve.values()).containsExactly(5, 6, 7);
    }

    @Test void saysNoNumberWhereABucketHoldsNone() {
        var curve = Buckets.curve("x", List.of(Chunk.EMPTY.with(1, Float.NaN)), 0, 4, 2);
        assertThat(curve.values()).containsExactly(Double.NaN);
        assertThat(curve.lowest()).containsExactly(Double.NaN);
    }

    @Test void givesAnEmptyCurveWhereNothingWasSaid() {
        assertThat(Buckets.curve("x", List.of(), 0, 100, 10).steps()).isEmpty();
    }
}
