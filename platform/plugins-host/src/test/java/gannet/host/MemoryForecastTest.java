package gannet.host;

import static gannet.layers.Layers.input;
import static gannet.layers.Layers.linear;
import static gannet.layers.Layers.relu;
import static gannet.layers.Layers.takes;
import static gannet.spi.Adam.adam;
import static gannet.spi.RmsProp.rmsProp;
import static gannet.spi.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.layers.Compute;
import gannet.parameters.ProblemException;
import gannet.spi.Assembly;
import gannet.spi.Card;
import gannet.spi.DataSpec;
import gannet.spi.Gan;
import gannet.spi.GanVariant;
import gannet.spi.Optimizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {
    /// 3 × 4 weights and 4 biases; a row of 3, of 4 and of 4 values.
    private static final int PARAMETERS = 16;
    private static final int VALUES = 11;

    @Test void countsWhatAPersonCountsByHand() {
        var part = forecast(adam(1e-3), 0, 5, Compute.FLOAT32).parts().getFirst();
        assertThat(part).isEqualTo(new MemoryForecast.Part("generator", 4 * PARAMETERS, 4 * PARAMETERS, 2 * 4 * PARAMETERS, 4 * VALUES));
        assertThat(forecast(adam(1e-3), 0, 5, Compute.FLOAT32).total()).isEqualTo(64 + 64 + 128 + 5 * 44);
    }

    @Test void anAverageIsAnotherCopyOfTheWeights() {
        assertThat(forecast(adam(1e-3), 1, 1, Compute.FLOAT32).weights()).isEqualTo(2 * 64);
    }

    @Test void bfloat16HalvesActivationsAndCopiesParameters() {
        var part = forecast(adam(1e-3), 0, 1, Compute.BFLOAT16_CHANNELS_LAST).parts().getFirst();
        assertThat(part.weights()).isEqualTo(64 + 32);
        assertThat(part.perExample()).isEqualTo(22);
    }

    @Test void everyOptimizerRemembersItsOwnNumbers() {
        assertThat(List.of(sgd(0.1), sgd(0.1).withMomentum(0.9), rmsProp(0.1), rmsProp(0.1).withMomentum(0.9), adam(0.1)))
                .extracting(optimizer -> forecast(optimizer, 0, 1, Compute.FLOAT32).optimizers()).containsExactly(0L, 64L, 64L, 128L, 128L);
    }

    @Test void growsByTheSameWithEveryExample() {
        var totals = List.of(1, 2, 3, 1000).stream().map(batch -> forecast(adam(1e-3), 0, batch, Compute.FLOAT32).total()).toList();
        assertThat(totals).containsExactly(300L, 344L, 388L, 256 + 44_000L);
    }

    @Test void theBatchThatFitsIsTheLargest() {
        int fits = forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestBatch(1);
        assertThat(forecast(adam(1e-3), 0, fits, Compute.FLOAT32).megabytes()).isEqualTo(1);
        assertThat(forecast(adam(1e-3), 0, fits + 1, Compute.FLOAT32).megabytes()).isEqualTo(2);
        assertThat(forecast(adam(1e-3), 0, 1, Compute.FLOAT32).largestBatch(0)).isZero();
    }

    @Test void refusesWrongSettingsWithTheirProblems() {
        assertThatThrownBy(() -> new Variant<>(new Dots()).forecast(Map.of("size", 100, "mood", 3), 1, Compute.FLOAT32))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problems()).extracting("where").containsExactly("size", "mood"));
    }

    private static MemoryForecast forecast(Optimizer optimizer, int averages, int batch, Compute compute) {
        return new Variant<>(new Small(optimizer, averages)).forecast(Map.of(), batch, compute);
    }

    private record Small(Optimizer optimizer, int averages) implements GanVariant<Dots.Settings, Dots.Draw> {
        @Override public Card<Dots.Settings, Dots.Draw> card() { return new Dots().card(); }
        @Override public DataSpec data(Dots.Settings settings) { return new Dots().data(settings); }

        @Override public Gan<Dots.Draw> assemble(Dots.Settings settings, Assembly assembly) {
            var generator = assembly.network("generator", takes(input("noise", 3)).then(linear(4), relu()), optimizer);
            for (int i = 0; i < averages; i++) {
                assembly.averageOf(generator, 0.999);
            }
            return Gan.of((batch, step) -> { throw new AssertionError("a forecast trains"); }, (request, sampler) -> { throw new AssertionError("a forecast draws"); });
        }
    }
}
