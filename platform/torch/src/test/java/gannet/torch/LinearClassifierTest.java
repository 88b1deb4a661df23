package gannet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.kit.LinearClassifier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The kit's classifier; tested here because it needs an engine.
class LinearClassifierTest {
    private static final double[][] CENTRES = {{1.25, 0, 0.5, 0, 0}, {0, 1.25, 0, 0.5, 0}, {-0.75, -0.75, 0.75, 0, 0}};

    private final NDManager manager = NDManager.newBaseManager();

    @BeforeAll static void start() { TorchEngine.start(1); }

    @AfterEach void close() { manager.close(); }

    /// Three classes of 30 that overlap. The primal problem, solved with L-BFGS in Python with the same parts left out, does
    /// best with C = 0.01 (30 of 45 left out are right, 27 with the next) and then puts 40 of the other 45 into their class.
    @Test void findsThePlanesThatTheirDefinitionAsksFor() {
        assertThat(LinearClassifier.accuracy(overlapping(), labels(90, 3), 45)).isEqualTo(40 / 45.0);
    }

    /// What it finds when each half of the examples stands first, averaged.
    @Test void learnsFromTheNextOnesTheNextTime() {
        var examples = overlapping();
        var halves = examples.get("45:").concat(examples.get(":45"));
        var labels = labels(90, 3);
        var swapped = labels.get("45:").concat(labels.get(":45"));

        double first = LinearClassifier.accuracy(examples, labels, 45);
        double second = LinearClassifier.accuracy(halves, swapped, 45);
        assertThat(second).isNotEqualTo(first);
        assertThat(LinearClassifier.accuracy(examples, labels, 45, 2)).isEqualTo((first + second) / 2);
    }

    @Test void tellsApartWhatAPlaneDivides() {
        var values = new float[40];
        for (int i = 0; i < values.length; i++) {
            values[i] = 5 + (i % 2) * 0.1f + (i % 5) * 0.01f;
        }
        assertThat(LinearClassifier.accuracy(manager.create(values, new Shape(40, 1)), labels(40, 2), 20)).isEqualTo(1);
    }

    /// Two of four corners of a square against the other two: no plane is right about more than three of them.
    @Test void doesNotTellApartWhatNoPlaneDivides() {
        var corners = new float[80];
        for (int i = 0; i < 40; i++) {
            corners[2 * i] = i / 2 % 2;
            corners[2 * i + 1] = (i + i / 2) % 2;
        }
        assertThat(LinearClassifier.accuracy(manager.create(corners, new Shape(40, 2)), labels(40, 2), 20)).isBetween(0.0, 0.75);
    }

    @Test void knowsOnlyTheClassesThatItHasSeen() {
        assertThat(LinearClassifier.accuracy(manager.ones(new Shape(4, 3)), manager.create(new long[] {7, 7, 7, 2}), 2)).isEqualTo(0.5);
    }

    @Test void needsAnExampleToLearnFrom() {
        assertThatThrownBy(() -> LinearClassifier.accuracy(manager.ones(new Shape(1, 3)), labels(1, 1), 1))
                .hasMessage("A classifier needs an example to learn from and one to judge, not 1 of 1.");
    }

    private NDArray overlapping() {
        var values = new float[90 * 5];
        for (int i = 0; i < 90; i++) {
            for (int k = 0; k < 5; k++) {
                values[i * 5 + k] = (float) Math.sin(1 + 0.7 * k * (k + 2) + 1.3 * i * (1 + k)) + (float) CENTRES[i * 7 % 3][k];
            }
        }
        return manager.create(values, new Shape(90, 5));
    }

    private NDArray labels(int count, int classes) { return manager.create(LongStream.range(0, count).map(i -> i * 7 % classes).toArray()); }
}
