package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    static int[] first(Shuffle shuffle, int steps) { return IntStream.range(0, steps).flatMap(step -> IntStream.of(shuffle.batch(step))).toArray(); }

    @Test
    void everyEpochShowsEveryExampleOnceInAnOrderOfItsOwn() {
        var order = first(new Shuffle(12, 4, 1), 6);
        var all = IntStream.range(0, 12).toArray();

        assertThat(IntStream.of(order).limit(12)).containsExactlyInAnyOrder(IntStream.of(all).boxed().toArray(Integer[]::new));
        assertThat(IntStream.of(order).skip(12)).containsExactlyInAnyOrder(IntStream.of(all).boxed().toArray(Integer[]::new));
        assertThat(IntStream.of(order).limit(12).toArray()).isNotEqualTo(IntStream.of(order).skip(12).toArray());
    }

    @Test
    void aBatchGoesOnIntoTheNextEpoch() {
        var order = first(new Shuffle(5, 3, 1), 10);

        for (var epoch = 0; epoch < 6; epoch++) {
            assertThat(IntStream.of(order).skip(5L * epoch).limit(5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        }
    }

    @Test
    void aDataSetMayBeSmallerThanTheBatch() {
        assertThat(new Shuffle(1, 4, 1).batch(7)).containsExactly(0, 0, 0, 0);
        assertThat(new Shuffle(2, 6, 1).batch(0)).containsOnly(0, 1).hasSize(6);
    }

    @Test
    void anyStepCanBeAskedForAnew() {
        var straight = new Shuffle(1000, 64, 5);
        var batches = new ArrayList<int[]>();
        for (var step = 0; step < 40; step++) {
            batches.add(straight.batch(step));
        }

        assertThat(new Shuffle(1000, 64, 5).batch(39)).isEqualTo(batches.get(39));
        assertThat(straight.batch(3)).isEqualTo(batches.get(3));
    }

    @Test
    void seedsGiveOtherOrders() {
        assertThat(new Shuffle(1000, 64, 5).batch(0)).isNotEqualTo(new Shuffle(1000, 64, 6).batch(0));
    }

    /// Runs are repeated years later: the order must never change by itself.
    @Test
    void theOrderIsThisOne() {
        assertThat(first(new Shuffle(8, 8, 1), 1)).containsExactly(0, 4, 1, 2, 3, 5, 7, 6);
    }
}
