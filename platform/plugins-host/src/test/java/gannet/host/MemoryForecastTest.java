package gannet.host;

import static gannet.host.Walk.PARAMETERS;
import static gannet.host.Walk.VALUES;
import static gannet.spi.Adam.adam;
import static gannet.spi.RmsProp.rmsProp;
import static gannet.spi.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.layers.Compute;
import gannet.parameters.ProblemException;
import gannet.spi.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {
    private static final Walk.Walked LEARNS = (batch, step, generator, critic) -> step.learn(generator, Walk.made(batch, step, generator).mean());

    @Test void countsWhatAPersonCountsByHand() {
        var part = forecast(adam(1e-3), 0, 5, Compute.FLOAT32).peak().parts().getFirst();
        assertThat(part).isEqualTo(new MemoryForecast.Part("generator", 4 * PARAMETERS, 4 * PARAMETERS, 2 * 4 * PARAMETERS, 4 * VALUES));
    }

    @Test void aNetworkThatRestsTakesItsWeightsAlone() {
        var part = forecast(adam(1e-3), 0, 5, Compute.FLOAT32).peak().parts().getLast();
        assertThat(part).isEqualTo(new MemoryForecast.Part("critic", 4 * (4 * 4 + 4), 0, 0, 0));
    }

    @Test void anAverageIsAnotherCopyOfTheWeights() {
        assertThat(forecast(adam(1e-3), 1, 1, Compute.FLOAT32).peak().parts().getFirst().weights()).isEqualTo(2 * 64);
    }

    @Test void bfloat16HalvesActivationsAndCopiesParameters() {
        var part = forecast(adam(1e-3), 0, 1, Compute.BFLOAT16_CHANNELS_LAST).peak().parts().getFirst();
        assertThat(part.weights()).isEqualTo(64 + 32);
        assertThat(part.gradients()).isEqualTo(64 + 32);
        assertThat(part.perExample()).isEqualTo(22);
    }

    @Test void everyOptimizerRemembersItsOwnNumbers() {
        assertThat(List.of(sgd(0.1), sgd(0.1).withMomentum(0.9), rmsProp(0.1), rmsProp(0.1).withMomentum(0.9), adam(0.1)))
                .extracting(optimizer -> forecast(optimizer, 0, 1, Compute.FLOAT32).optimizers()).containsExactly(0L, 64L, 64L, 128L, 128L);
    }

    @Test void growsByTheSameWithEveryExample() {
        var totals = List.of(1, 2, 3, 1000).stream().map(batch -> forecast(adam(1e-3), 0, batch, Compute.FLOAT32).peak().total(batch)).toList();
        long each = totals.get(1) - totals.get(0);
        assertThat(each).isGreaterThan(4 * VALUES);
        assertThat(totals.get(2) - totals.get(1)).isEqualTo(each);
        assertThat(totals.get(3) - totals.get(0)).isEqualTo(999 * each);
    }

    @Test void theBatchThatFitsIsTheLargest() {
        int fits = forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestDeviceBatch(1);
        assertThat(forecast(adam(1e-3), 0, fits, Compute.FLOAT32).deviceMegabytes()).isEqualTo(1);
        assertThat(forecast(adam(1e-3), 0, fits + 1, Compute.FLOAT32).deviceMegabytes()).isEqualTo(2);
        assertThat(forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestDeviceBatch(0)).isZero();
    }

    @Test void theSameForAMachineThatHoldsTheProcessToo() {
        int fits = forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestHostBatch(1000);
        assertThat(forecast(adam(1e-3), 0, fits, Compute.FLOAT32).hostMegabytes()).isEqualTo(1000);
        assertThat(forecast(adam(1e-3), 0, fits + 1, Compute.FLOAT32).hostMegabytes()).isEqualTo(1001);
        assertThat(forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestHostBatch(100)).isZero();
    }

    @Test void refusesWrongSettingsWithTheirProblems() {
        assertThatThrownBy(() -> new Variant<>(new Dots()).forecast(Map.of("size", 100, "mood", 3), 1, 1, Set.of()))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problems()).extracting("where").containsExactly("size", "mood"));
    }

    private static MemoryForecast forecast(Optimizer optimizer, int averages, int batch, Compute compute) {
        return Walk.of(optimizer, averages, LEARNS).forecast(batch, compute);
    }
}
