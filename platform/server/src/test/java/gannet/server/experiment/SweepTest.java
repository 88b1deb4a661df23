package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.server.experiment.Halving.Goal;
import gannet.server.experiment.Sweep.Kind;
import gannet.spi.Param;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepTest {
    enum Loss { HINGE, WASSERSTEIN, LEAST_SQUARES }

    record Settings(
            @Param(value = "0.0002", min = 0, max = 1, help = "Step size") double learningRate,
            @Param(value = "64", min = 8, max = 256, help = "Side") int imageSize,
            @Param(value = "HINGE", help = "Loss") Loss loss,
            @Param(value = "true", help = "Flip") boolean mirrored,
            @Param(value = "1", min = 0, max = Integer.MAX_VALUE, help = "Seed") long seed) {}

    private static final Schema SETTINGS = Schema.of(Settings.class);

    @Test void aGridHasEveryCombinationTheFirstAxisSlowest() {
        assertThat(points(grid("imageSize", list(16, 32), "loss", list("hinge", "least-squares"))))
                .isEqualTo(List.of(Map.of("imageSize", 16L, "loss", "HINGE"), Map.of("imageSize", 16L, "loss", "LEAST_SQUARES"),
                        Map.of("imageSize", 32L, "loss", "HINGE"), Map.of("imageSize", 32L, "loss", "LEAST_SQUARES")));
    }

    @Test void aLogarithmicRangeHasEqualFactors() {
        assertThat(values(grid("learningRate", new Axis.Range(0.0001, 0.1, true, 4)), "learningRate")).containsExactly(0.0001, 0.001, 0.01, 0.1);
    }

    @Test void aLinearRangeHasEqualDifferences() {
        assertThat(values(grid("learningRate", new Axis.Range(0, 1, false, 5)), "learningRate")).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    }

    @Test void wholeNumbersAreRoundedAndEqualOnesTakenOnce() {
        assertThat(values(grid("imageSize", new Axis.Range(8, 10, false, 7)), "imageSize")).containsExactly(8L, 9L, 10L);
        assertThat(values(grid("imageSize", new Axis.Range(8, 128, true, 5)), "imageSize")).containsExactly(8L, 16L, 32L, 64L, 128L);
        assertThat(values(grid("imageSize", list(8, "8", 8.0)), "imageSize")).containsExactly(8L);
    }

    @Test void fractionsHaveFourDigits() {
        assertThat(values(grid("learningRate", new Axis.Range(0.001, 0.01, true, 3)), "learningRate")).containsExactly(0.001, 0.003162, 0.01);
    }

    @Test void flagsAreSweptByList() { assertThat(values(grid("mirrored", list(true, "false")), "mirrored")).containsExactly(true, false); }

    @Test void everyPointHasAsManySeedsAsAskedFor() {
        assertThat(new Sweep(axes("imageSize", list(16, 32)), Kind.GRID, 0, 3, null).points(SETTINGS, 7)).extracting(point -> point.get("seed"))
                .containsExactly(7L, 8L, 9L, 7L, 8L, 9L);
    }

    @Test void seedsAloneAreASweep() { assertThat(new Sweep(Map.of(), Kind.GRID, 0, 3, null).points(SETTINGS, 1)).hasSize(3); }

    @Test void sobolTakesItsPointsInOrder() {
        var sweep = new Sweep(axes("learningRate", new Axis.Range(0, 1, false, 0), "loss", list("HINGE", "WASSERSTEIN")), Kind.SOBOL, 4, 1, null);
        assertThat(problems(sweep)).containsExactly("learningRate must have at least 2 points from end to end, not 0.");
        var sound = new Sweep(axes("learningRate", new Axis.Range(0, 1, false, 5), "loss", list("HINGE", "WASSERSTEIN")), Kind.SOBOL, 4, 1, null);
        assertThat(points(sound)).isEqualTo(List.of(Map.of("learningRate", 0.0, "loss", "HINGE"), Map.of("learningRate", 0.5, "loss", "WASSERSTEIN"),
                Map.of("learningRate", 0.75, "loss", "HINGE"), Map.of("learningRate", 0.25, "loss", "WASSERSTEIN")));
    }

    @Test void chanceStaysWithinItsBoundsAndIsSpreadOverTheDecades() {
        var sweep = new Sweep(axes("learningRate", new Axis.Range(0.0001, 0.1, true, 5)), Kind.RANDOM, 900, 1, null);
        var values = values(sweep, "learningRate").stream().map(value -> (double) value).toList();
        assertThat(values).allMatch(value -> value >= 0.0001 && value <= 0.1);
        assertThat(values.stream().filter(value -> value < 0.001).count() / (double) values.size()).isCloseTo(1 / 3.0, within(0.05));
        assertThat(values(sweep, "learningRate")).isEqualTo(values(sweep, "learningRate"));
    }

    @Test void aMillionRunsAreRefusedWithTheirNumber() {
        assertThat(problems(new Sweep(axes("learningRate", new Axis.Range(0, 1, false, 1_048_576)), Kind.GRID, 0, 1, null)))
                .containsExactly("This sweep makes 1,048,576 runs; at most 1,000 are launched at once. Take fewer values, points or seeds.");
        assertThat(problems(new Sweep(axes("learningRate", new Axis.Range(0, 1, false, Integer.MAX_VALUE), "imageSize", list(8, 16)), Kind.GRID, 0, Integer.MAX_VALUE, null)))
                .containsExactly("This sweep makes 9,223,372,028,264,841,218 runs; at most 1,000 are launched at once. Take fewer values, points or seeds.");
        assertThat(problems(new Sweep(axes("learningRate", new Axis.Range(0, 1, false, 5)), Kind.SOBOL, 501, 2, null)).getFirst()).startsWith("This sweep makes 1,002 runs;");
    }

    @Test void aThousandRunsAreAllowed() { assertThat(points(new Sweep(axes("learningRate", new Axis.Range(0, 1, false, 1000)), Kind.GRID, 0, 1, null))).hasSize(1000); }

    @Test void everythingThatIsWrongIsSaidAtOnce() {
        var sweep = new Sweep(axes("imageSize", list(16, 500, "wide"), "learningRate", new Axis.Range(0.1, 0.01, true, 1), "loss", new Axis.Range(0, 1, false, 5),
                "widht", list(1), "mirrored", list(), "seed", list(1, 2)), Kind.RANDOM, 0, 2, new Halving(" ", Goal.MIN, 0, 1));
        assertThat(problems(sweep)).containsExactly(
                "imageSize must be a whole number from 8 to 256, not 500.",
                "imageSize must be a whole number from 8 to 256, not \"wide\".",
                "learningRate must range from a number to a larger one, not from 0.1 to 0.01.",
                "learningRate must have at least 2 points from end to end, not 1.",
                "loss is no number, so it has no range; list its values.",
                "There is no setting \"widht\". There are: learningRate, imageSize, loss, mirrored, seed.",
                "mirrored is an axis without values; list some, or leave it out.",
                "seed is an axis already; ask for 1 seed for each point, not 2.",
                "A sweep of points by chance needs how many, at least 1, not 0.",
                "Early stopping needs the name of a chart line to compare runs by, such as \"generator\", of at most 100 characters.",
                "The first rung must be a step from 1 to 100,000,000, not 0.",
                "Of each rung, one in 2 to 10 may go on, not one in 1.");
    }

    @Test void aRangeFromZeroHasNoLogarithm() {
        assertThat(problems(grid("learningRate", new Axis.Range(0, 1, true, 5))))
                .containsExactly("learningRate can be spaced logarithmically only from a number above 0, not from 0.");
    }

    @Test void endsOfARangeAreHeldAgainstTheSetting() {
        assertThat(problems(grid("imageSize", new Axis.Range(7.5, 300, false, 5)))).containsExactly(
                "imageSize must be a whole number from 8 to 256, not 7.5.", "imageSize must be a whole number from 8 to 256, not 300.");
    }

    @Test void nothingVariedIsRefused() {
        assertThat(problems(new Sweep(Map.of(), Kind.GRID, 0, 1, null))).containsExactly("This sweep varies nothing; give several values for a setting, or several seeds.");
    }

    @Test void isReadFromJsonAndWrittenAsItWasRead() {
        var json = "{\"axes\":{\"loss\":[\"HINGE\"],\"learningRate\":{\"from\":0.1,\"to\":1.0,\"logarithmic\":true,\"points\":3}},\"kind\":\"GRID\",\"count\":0,\"seeds\":2,"
                + "\"halving\":{\"metric\":\"FD\",\"goal\":\"MIN\",\"first\":100,\"factor\":3}}";
        assertThat(Json.text(Json.read("sweep", json, Sweep.class))).isEqualTo(json);
    }

    @Test void rungsEndBeforeTheRunDoes() {
        var halving = new Halving("FD", Goal.MIN, 100, 3);
        assertThat(halving.rungs(2700)).isEqualTo(3);
        assertThat(halving.rungs(2701)).isEqualTo(4);
        assertThat(halving.step(2)).isEqualTo(900);
    }

    private static Axis list(Object... values) { return new Axis.Values(List.of(values)); }

    private static Sweep grid(Object... axes) { return new Sweep(axes(axes), Kind.GRID, 0, 1, null); }

    private static Map<String, Axis> axes(Object... pairs) {
        var axes = new LinkedHashMap<String, Axis>();
        for (int i = 0; i < pairs.length; i += 2) {
            axes.put((String) pairs[i], (Axis) pairs[i + 1]);
        }
        return axes;
    }

    private static List<SortedMap<String, Object>> points(Sweep sweep) { return sweep.points(SETTINGS, 1); }

    private static List<@Nullable Object> values(Sweep sweep, String axis) { return points(sweep).stream().<@Nullable Object>map(point -> point.get(axis)).toList(); }

    private static List<String> problems(Sweep sweep) {
        return catchThrowableOfType(ProblemException.class, () -> points(sweep)).problems().stream().map(Problem::message).toList();
    }
}
