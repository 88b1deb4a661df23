package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.testkit.chaos.Blow;
import gannet.testkit.chaos.Ordeal;
import gannet.testkit.chaos.Outcome.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A short form of `./gannet bench kill`: two servers, their database and their workers die at random moments under a load.
class ChaosTest {
    private static final long SEED = 2026;
    private static final Map<Blow, Integer> BLOWS = Map.of(Blow.SERVER, 2, Blow.LEADER, 2, Blow.WORKER, 4, Blow.DATABASE, 2, Blow.REBOOT, 1, Blow.FREEZE, 1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder;

    @Test void nothingIsLostNothingComesTwiceNothingIsStuckAndNothingIsDifferentWhateverDies() throws IOException {
        var outcome = new Ordeal(SEED, BLOWS, 300, 4).suffer(folder, line -> System.out.println("  " + line));
        System.out.println(outcome);
        assertThat(outcome.findings().all()).as("with seed " + SEED + " in " + folder).isEmpty();
        assertThat(outcome.blows().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().count()))).isEqualTo(BLOWS);
        assertThat(outcome.blows().getOrDefault(Blow.LEADER, new Tally(0, Duration.ZERO)).worst()).as("a leader is replaced").isLessThan(Duration.ofSeconds(20));
        assertThat(outcome.runs()).isGreaterThanOrEqualTo(4);
        assertThat(outcome.attempts()).isGreaterThan(outcome.runs());
    }
}
