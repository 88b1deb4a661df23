package gannet.host;

import static gannet.host.Walk.made;
import static gannet.spi.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.index.NDIndex;
import gannet.kit.AdversarialLoss;
import gannet.kit.Losses;
import gannet.layers.Compute;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final AdversarialLoss LOSS = AdversarialLoss.NON_SATURATING;

    @Test void remembersEveryPassUntilItIsLearntFrom() {
        var moments = moments((batch, step, generator, critic) -> {
            var fake = made(batch, step, generator);
            step.learn(critic, LOSS.discriminator(critic.apply(step.normal(batch.size(), 4)), critic.apply(fake.stopGradient())));
            step.learn(generator, LOSS.generator(critic.apply(fake)));
        });
        assertThat(moments).extracting(DryRun.Moment::learnt).containsExactly(List.of("critic"), List.of("critic", "generator"));
        assertThat(moments).extracting(moment -> Map.copyOf(moment.examples())).containsExactly(Map.of("generator", 1.0, "critic", 2.0), Map.of("generator", 1.0, "critic", 1.0));
    }

    @Test void aPassBeforeTheLearnerIsRememberedFurther() {
        var moments = moments((batch, step, generator, critic) -> {
            var fake = made(batch, step, generator);
            step.learn(critic, critic.apply(fake).mean());
            step.learn(generator, critic.apply(fake).mean());
        });
        assertThat(moments.getLast().examples()).isEqualTo(Map.of("generator", 1.0, "critic", 1.0));
    }

    @Test void joinedExamplesPassTogether() {
        var moments = moments((batch, step, generator, critic) -> {
            var both = critic.apply(made(batch, step, generator).concat(step.normal(batch.size(), 4))).split(2);
            step.learn("both", LOSS.discriminator(both.get(0), both.get(1)), critic);
        });
        assertThat(moments.getFirst().examples()).isEqualTo(Map.of("generator", 1.0, "critic", 2.0));
    }

    @Test void whatIsOnlyEvaluatedIsNotRemembered() {
        var moments = moments((batch, step, generator, critic) ->
                step.learn(critic, critic.apply(generator.evaluate(step.normal(batch.size(), 3))).mean()));
        assertThat(moments.getFirst().examples()).isEqualTo(Map.of("critic", 1.0));
    }

    @Test void whatAFrozenJudgeSeesIsRememberedToo() {
        var moments = moments((batch, step, generator, critic) -> step.learn(generator, critic.frozen(made(batch, step, generator)).mean()));
        assertThat(moments.getFirst().examples()).isEqualTo(Map.of("generator", 1.0, "critic", 1.0));
    }

    @Test void whatIsDifferentiatedTwiceIsRememberedThrice() {
        var moments = moments((batch, step, generator, critic) -> step.learn(critic, Losses.r1Penalty(critic, step.normal(batch.size(), 4), step)));
        assertThat(moments.getFirst().examples()).isEqualTo(Map.of("critic", 3.0));
    }

    @Test void takesTheWayOfAStepThatAsksForAValue() {
        var moments = moments((batch, step, generator, critic) -> {
            var judged = critic.apply(made(batch, step, generator));
            if (Losses.accuracy(judged, judged) < 0.5) {
                step.learn(critic, judged.mean());
            }
        });
        assertThat(moments).hasSize(1);
    }

    @Test void aPartOfTheExamplesPasses() {
        var moments = moments((batch, step, generator, critic) -> {
            var all = step.normal(batch.size(), 4);
            step.learn(critic, critic.apply(all.get("1:3")).add(critic.apply(all.get(new NDIndex("{}:{}", 0, 2)))).mean());
        });
        assertThat(moments.getFirst().examples()).isEqualTo(Map.of("critic", 1.0));
    }

    @Test void optimizersRememberInTheirPhaseOnly() {
        Walk.Walked first = (batch, step, generator, critic) -> step.learn(generator, made(batch, step, generator).mean());
        Walk.Walked second = (batch, step, generator, critic) -> step.learn(critic, critic.apply(step.normal(batch.size(), 4)).mean());
        var forecast = Walk.of(adam(0.1), 0, first, second).forecast(1, Compute.FLOAT32);
        assertThat(forecast.moments()).extracting(moment -> moment.parts().stream().map(MemoryForecast.Part::optimizer).toList())
                .startsWith(List.of(128L, 0L), List.of(0L, 160L));
        assertThat(forecast.peak().phase()).isEqualTo("phase 1");
    }

    @Test void aStepThatWaitsForAValueIsThePluginsFault() {
        Walk.Walked endless = (batch, step, generator, critic) -> {
            while (step.normal(1).getFloat() == 0) {
                step.normal(1);
            }
        };
        assertThatThrownBy(() -> Walk.of(adam(0.1), 0, endless).forecast(1, Compute.FLOAT32))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.PLUGIN))
                .hasMessageContaining("Walk failed while walking through its steps").hasMessageContaining("more than 100000 arrays");
    }

    private static List<DryRun.Moment> moments(Walk.Walked step) {
        return DryRun.of(Walk.of(adam(0.1), 0, step), Settings.defaults(Dots.Settings.class), Settings.defaults(Dots.Draw.class), 1).moments();
    }
}
