package gannet.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Json;
import gannet.run.Event;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events in a run's file, taken into a real database, and what the doctor makes of them.
class DoctorTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir Path runs;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final FindingStore store = new FindingStore(bench.storage);
    private Progress progress;
    private UUID run = new UUID(0, 0);
    private long number;
    private Path events = Path.of("");
    private long said;

    @BeforeEach void launch() throws IOException {
        progress = new Progress(bench.storage, bench.policy, new Signals(vertx), runs);
        var launched = bench.run("one", State.RUNNING);
        run = launched.getKey();
        number = launched.getValue();
        events = Files.createDirectories(runs.resolve(run.toString())).resolve("events.jsonl");
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void aFindingOpensWithItsEvidenceAndClosesWhereItHasPassed() throws IOException {
        sample(0, Samples.NOVELTY, 3);
        for (int step = 10; step <= 50; step += 10) {
            sample(step, Samples.NOVELTY, 0.1);
        }
        take();
        var open = store.findings(run).getFirst();
        assertThat(open.rule()).isEqualTo(Memorising.NAME);
        assertThat(open.since()).isEqualTo(10);
        assertThat(open.found()).isEqualTo(30);
        assertThat(open.passed()).isNull();
        assertThat(open.verdict()).isEqualTo("The samples repeat the training data since step 10");
        assertThat(open.evidence()).contains("0.1").contains("step 30");
        assertThat(store.open(bench.project, List.of(number, 4711L))).containsExactly(new FindingStore.Open(number, Memorising.NAME, open.verdict()));

        for (int step = 60; step <= 90; step += 10) {
            sample(step, Samples.NOVELTY, 1);
        }
        take();
        assertThat(store.findings(run)).singleElement().extracting(FindingRow::passed).isEqualTo(80L);
        assertThat(store.open(bench.project, List.of(number))).isEmpty();
    }

    @Test void aDismissedFindingIsNotMindedAndStaysSoWhenItPasses() throws IOException {
        for (int step = 0; step <= 30; step += 10) {
            sample(step, Samples.NOVELTY, 0.1);
        }
        take();
        assertThat(store.dismiss(run, Memorising.NAME, 20, "Ada")).isTrue();
        assertThat(store.dismiss(run, Memorising.NAME, 10, "Ada")).isFalse();
        assertThat(store.open(bench.project, List.of(number))).isEmpty();
        for (int step = 40; step <= 90; step += 10) {
            sample(step, Samples.NOVELTY, 1);
        }
        take();
        assertThat(store.findings(run)).singleElement().satisfies(finding -> {
            assertThat(finding.dismissed()).isEqualTo("Ada");
            assertThat(finding.passed()).isNotNull();
        });
        assertThat(store.dismiss(run, Memorising.NAME, 20, null)).isTrue();
        assertThat(store.findings(run)).singleElement().extracting(FindingRow::dismissed).isNull();
    }

    @Test void whatIsFoundDoesNotDependOnHowTheEventsCome() throws IOException {
        for (int step = 0; step <= 400; step += 10) {
            sample(step, Samples.NOVELTY, step / 100 % 2 == 0 ? 1 : 0.1);
            if (step % 30 == 0) {
                take();
            }
        }
        take();
        var piecemeal = store.findings(run);
        assertThat(piecemeal).hasSize(2);

        var other = bench.run("two", State.RUNNING);
        var copy = Files.createDirectories(runs.resolve(other.getKey().toString())).resolve("events.jsonl");
        Files.copy(events, copy);
        progress.intake(other.getKey(), other.getValue(), bench.project, visit(other.getKey())).takeAll();
        var whole = store.findings(other.getKey());
        // a server that is started anew counts quiet points from there, so what has passed may be noticed a little later
        assertThat(whole).usingRecursiveFieldByFieldElementComparatorIgnoringFields("passed").isEqualTo(piecemeal);
        assertThat(whole.getFirst().passed()).isEqualTo(220);
        assertThat(piecemeal.getFirst().passed()).isBetween(220L, 290L);
    }

    @Test void aValueThatIsNoNumberIsDivergence() throws IOException {
        say(new Event.Measured(++said, NOW, 7, new TreeMap<>(Map.of("discriminator", 0.7))));
        say(new Event.Measured(++said, NOW, 8, new TreeMap<>(Map.of("discriminator", Double.NaN))));
        take();
        assertThat(store.findings(run)).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo("The training diverged at step 8");
            assertThat(finding.evidence()).isEqualTo("discriminator became NaN at step 8.");
            assertThat(finding.lines()).containsExactly("discriminator");
        });
    }


    private void sample(long step, String line, double value) throws IOException {
        say(new Event.Evaluated(++said, NOW, step, new TreeMap<>(Map.of(line, value))));
    }

    private void say(Event event) throws IOException {
        var line = Json.mapper().writerFor(Event.class).writeValueAsString(event) + "\n";
        Files.writeString(events, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// As a server does that has just been started.
    private void take() { progress.intake(run, number, bench.project, visit(run)).takeAll(); }

    private Visit visit(UUID of) { return new Visit(store, progress, new Kinds(_ -> List.of(), _ -> List.of()), of); }
}
