package gannet.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Parameter;
import gannet.run.Event;
import gannet.server.doctor.Care.Change;
import gannet.server.doctor.Examination.Found;
import gannet.spi.DoctorRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RulesTest {
    private final List<Event> events = new ArrayList<>();

    @Test void lostVarietyIsFoundWithWhereItWasAndIs() {
        for (double diversity : new double[] {0.01, 0.6, 0.8, 0.82, 0.3, 0.25, 0.2}) {
            sample(Map.of(Samples.DIVERSITY, diversity));
        }
        assertThat(found()).containsExactly(new Found(ModeCollapse.NAME, 60, "The generator is losing variety since step 40",
                "The fixed samples were 0.82 times as various as the training data at step 30, and are 0.2 times at step 60."));
    }

    @Test void qualityThatFallsIsFoundWithWhereItWasBest() {
        for (double psnr : new double[] {20, 22, 24, 26, 26, 26, 26, 22, 18, 18, 18, 18}) {
            sample(Map.of("PSNR (Y, border 4)", psnr));
        }
        assertThat(found()).containsExactly(new Found(QualityFalls.NAME, 100, "The quality falls since step 60",
                "PSNR (Y, border 4) was 26 on average until step 60 and is 19 in the 4 figures until step 100; more is better."));
    }

    @Test void qualityThatSwaysOrRisesIsNotToldOf() {
        for (int i = 0; i < 40; i++) {
            sample(Map.of("FD", 100.0 / (1 + i) + 20 + 5 * (i % 2), "SSIM", 0.5 + 0.01 * i));
        }
        assertThat(found()).isEmpty();
    }

    @Test void aYoungGeneratorThatIsStillGreyHasLostNothing() {
        for (double diversity : new double[] {0.01, 0.05, 0.1, 0.15, 0.4, 0.7}) {
            sample(Map.of(Samples.DIVERSITY, diversity));
        }
        assertThat(found()).isEmpty();
    }

    /// As two trainings of DCGAN on painted shapes of 16 pixels reported them, each 20 steps.
    @Test void aGeneratorThatCollapsesFromTheStartStraysAndAYoungOneDoesNot() {
        double[] novelty = {2.78, 2.72, 2.7, 2.81, 2.88, 2.92, 2.95, 2.99, 3.03, 3.04, 3.06, 3.1, 3.12, 3.15};
        double[] diversity = {0, 0.04, 0.17, 0.29, 0.31, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
        for (int i = 0; i < novelty.length; i++) {
            sample(Map.of(Samples.DIVERSITY, diversity[i], Samples.NOVELTY, novelty[i]));
        }
        assertThat(found()).containsExactly(new Found(ModeCollapse.NAME, 120, "The generator makes nearly the same of everything, and strays from the data",
                "From step 50 to 120 the fixed samples have been at most 0.3 times as various as the training data, and farther from it than untrained ones: now 1.12 times as far."));
        events.clear();
        double[] nearing = {2.78, 2.75, 2.56, 2.44, 2.24, 2.04, 1.98, 2.05, 2.0, 2.1, 2.2, 2.06, 1.88, 1.7};
        for (int i = 0; i < novelty.length; i++) {
            sample(Map.of(Samples.DIVERSITY, diversity[i], Samples.NOVELTY, nearing[i]));
        }
        assertThat(found()).isEmpty();
    }

    @Test void aCheckerboardNowAndThenIsNotToldOf() {
        for (int i = 0; i < 60; i++) {
            sample(Map.of(Samples.CHECKERBOARD, i % 3 == 0 ? 9.0 : 2.5, Samples.DIVERSITY, 0.9));
        }
        assertThat(found()).isEmpty();
    }

    @Test void theCheckerboardOfAnUntrainedGeneratorIsNotToldOf() {
        for (int i = 0; i < 50; i++) {
            sample(Map.of(Samples.CHECKERBOARD, 8.0, Samples.DIVERSITY, 0.45));
        }
        assertThat(found()).isEmpty();
        sample(Map.of(Samples.CHECKERBOARD, 8.0, Samples.DIVERSITY, 0.8));
        sample(Map.of(Samples.CHECKERBOARD, 8.0, Samples.DIVERSITY, 0.8));
        assertThat(found()).extracting(Found::rule).containsExactly(CheckerboardPattern.NAME);
    }

    @Test void aDiscriminatorThatCannotTellGoodSamplesIsRight() {
        sample(Map.of(Samples.DIVERSITY, 0.95, Samples.NOVELTY, 1.05));
        for (int i = 0; i < 60; i++) {
            measured(Map.of(Beliefs.REAL, 0.52, Beliefs.FAKE, 0.48));
        }
        assertThat(found()).isEmpty();
        sample(Map.of(Samples.DIVERSITY, 0.3));
        measured(Map.of(Beliefs.REAL, 0.52, Beliefs.FAKE, 0.48));
        assertThat(found()).extracting(Found::rule).containsExactly(WeakDiscriminator.NAME);
    }

    @Test void aSureDiscriminatorIsFoundUnlessItsLossMeansSomethingElse() {
        for (int i = 0; i < 20; i++) {
            measured(Map.of(Beliefs.REAL, 0.999, Beliefs.FAKE, 0.001));
        }
        assertThat(found()).singleElement().extracting(Found::evidence).isEqualTo(
                "It believes in real examples by 0.999 and in generated ones by 0.001, on average since step 0.");
        var off = List.of(DoctorRule.off(StrongDiscriminator.NAME).when("loss", "WASSERSTEIN"));
        assertThat(Examination.of(off, Map.of("loss", "WASSERSTEIN"), 1000, events)).isEmpty();
        assertThat(Examination.of(off, Map.of("loss", "NON_SATURATING"), 1000, events)).hasSize(1);
    }

    @Test void aNetworkWithoutAPartInThePhaseIsNotToldOf() {
        for (int i = 0; i < 8; i++) {
            sample(Map.of("weights, generator", 5.0 + i, "gradient, generator", 1.0, "weights, discriminator", 7.0));
        }
        assertThat(found()).isEmpty();
    }

    @Test void aVariantsOwnRuleIsFoundByItsOwnWords() {
        var own = DoctorRule.added("discriminator-rests", new DoctorRule.Watch("D learnt", false, 0.05, 3, "It rests", "", "", "", Map.of()));
        for (double learnt : new double[] {1, 0, 0, 0}) {
            measured(Map.of("D learnt", learnt));
        }
        assertThat(Examination.of(List.of(own), Map.of(), 1000, events)).containsExactly(
                new Found("discriminator-rests", 30, "It rests", "D learnt has been below 0.05 from step 10 to 30."));
    }

    @Test void adviceStaysWithinTheSettingsRangeAndIsWrittenAsPeopleType() {
        var parameters = List.of(parameter("learningRate", "0.0002", 1), parameter("discriminatorRatio", "1", 1000));
        assertThat(Remedy.of(List.of(new Change("absent", 2), new Change("learningRate", 0.25)), Map.of("learningRate", 0.0002), parameters)).isEqualTo(Map.of("learningRate", "0.00005"));
        assertThat(Remedy.of(List.of(new Change("learningRate", 10)), Map.of("learningRate", 0), parameters)).isEqualTo(Map.of("learningRate", "0.0002"));
        assertThat(Remedy.of(List.of(new Change("learningRate", 10)), Map.of("learningRate", 0.5), parameters)).isEqualTo(Map.of("learningRate", "1"));
        assertThat(Remedy.of(List.of(new Change("discriminatorRatio", 1, 1), new Change("learningRate", 10)),
                Map.of("discriminatorRatio", 2, "learningRate", 0.001), parameters)).isEqualTo(Map.of("learningRate", "0.01"));
    }

    private static Parameter parameter(String name, String value, double max) {
        return new Parameter(name, Parameter.Type.DECIMAL, name, value, 0, max, List.of(), "", "", "", false);
    }

    private List<Found> found() { return Examination.of(List.of(), Map.of(), 1000, events); }

    private void sample(Map<String, Double> values) { events.add(new Event.Evaluated(events.size() + 1, Instant.EPOCH, 10L * events.size(), new TreeMap<>(values))); }

    private void measured(Map<String, Double> values) { events.add(new Event.Measured(events.size() + 1, Instant.EPOCH, 10L * events.size(), new TreeMap<>(values))); }
}
