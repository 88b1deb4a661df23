package gannet.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.EventWriter;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import gannet.server.retention.Retention.Going;
import gannet.server.retention.RetentionStore.Begun;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Map<String, Object> TWO_NEWEST = Map.of("newest", 2);

    @TempDir Path runs;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private Retention retention;
    private Progress progress;

    @BeforeEach void open() {
        progress = new Progress(bench.storage, bench.policy, new Signals(vertx), runs);
        retention = at(clock);
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void deletesExactlyWhatWasShownAndSaysSoInTheRunsHistory() throws IOException {
        var old = run(State.SUCCEEDED, 40, 5);
        var young = run(State.SUCCEEDED, 10, 5);
        var live = run(State.RUNNING, 0, 5);
        retention.change(bench.ada, bench.project, TWO_NEWEST);

        var preview = retention.preview(bench.ada, bench.project);

        assertThat(preview.checkpoints()).containsExactly(
                new Going(old.getValue(), "run", 100, 10), new Going(old.getValue(), "run", 200, 10), new Going(old.getValue(), "run", 300, 10));
        assertThat(preview.bytes()).isEqualTo(30);
        assertThat(preview.more()).isFalse();
        assertThat(folders(old)).as("a preview deletes nothing").hasSize(5);

        var deleted = retention.delete(bench.ada, bench.project, preview.token());

        assertThat(deleted).isEqualTo(new Retention.Deleted(3, 0, 30));
        assertThat(folders(old)).containsExactly("400", "500");
        assertThat(folders(young)).hasSize(5);
        assertThat(folders(live)).hasSize(5);
        assertThat(progress.checkpoints(bench.ada, old.getValue())).extracting(Progress.Checkpoint::step).containsExactly(400L, 500L);
        assertThat(progress.lines(bench.ada, old.getValue())).extracting(Progress.Line::text).containsExactlyInAnyOrder(
                "Retention deleted the checkpoint of step 100, by Ada.", "Retention deleted the checkpoint of step 200, by Ada.", "Retention deleted the checkpoint of step 300, by Ada.");
        assertThat(retention.preview(bench.ada, bench.project).checkpoints()).isEmpty();
    }

    @Test void deletesNothingIfThingsHaveChangedSinceTheyWereShown() throws IOException {
        var run = run(State.STOPPED, 40, 5);
        retention.change(bench.ada, bench.project, TWO_NEWEST);
        var token = retention.preview(bench.ada, bench.project).token();
        retention.tag(bench.ada, run.getValue(), 200, "paper");

        assertThatThrownBy(() -> retention.delete(bench.ada, bench.project, token)).isInstanceOf(ProblemException.class)
                .hasMessage("What would be deleted is no longer what you were shown, so nothing was deleted; look at the new list first.");

        assertThat(folders(run)).contains("100", "200", "300", "400", "500");
        assertThat(retention.preview(bench.ada, bench.project).checkpoints()).extracting(Going::step).containsExactly(100L, 300L);
        assertThat(retention.standings(bench.ada, run.getValue())).extracting(Retention.Standing::kept)
                .containsExactly("", "tagged \"paper\"", "", "one of the newest 2", "the newest");
    }

    @Test void aForksCheckpointStays() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        var fork = bench.run("fork", State.QUEUED);
        bench.execute("update run set parent = %d, parent_step = 200 where number = %d".formatted(run.getValue(), fork.getValue()));
        retention.change(bench.ada, bench.project, TWO_NEWEST);

        assertThat(retention.preview(bench.ada, bench.project).checkpoints()).extracting(Going::step).containsExactly(100L, 300L);
    }

    @Test void theBestByAMetricStay() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        double[] values = {5, 1, 4, 3, 2};
        try (var writer = EventWriter.open(folder(run).resolve("events.jsonl"))) {
            for (int i = 0; i < values.length; i++) {
                writer.evaluated(100L * (i + 1), new TreeMap<>(Map.of("FD", values[i])));
            }
        }
        progress.intake(run.getKey(), run.getValue(), bench.project).takeAll();
        retention.change(bench.ada, bench.project, Map.of("newest", 1, "best", 1, "metric", "FD"));

        assertThat(retention.preview(bench.ada, bench.project).checkpoints()).extracting(Going::step).containsExactly(100L, 300L, 400L);
    }

    @Test void whatWasBegunIsFinishedAtTheNextPassWhereverItStopped() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        var store = new RetentionStore(bench.storage);
        var candidates = store.candidates(run.getKey(), Instant.now());
        for (int i = 0; i < 3; i++) {
            assertThat(store.begin(candidates.get(i), "Ada", Instant.now())).isTrue();
        }
        // the first has not lost its name, the second's files are still there under another, the third's are gone
        Files.move(folder(run).resolve("checkpoints/200"), folder(run).resolve("checkpoints/.200.part"));
        Files.delete(folder(run).resolve("checkpoints/300/state.json"));
        Files.delete(folder(run).resolve("checkpoints/300"));
        assertThat(store.begun()).extracting(Begun::step).containsExactlyInAnyOrder(100L, 200L, 300L);

        retention.pass();

        assertThat(store.begun()).isEmpty();
        assertThat(folders(run)).containsExactly("400", "500");
        assertThat(progress.checkpoints(bench.ada, run.getValue())).extracting(Progress.Checkpoint::step).containsExactly(400L, 500L);
        assertThat(progress.lines(bench.ada, run.getValue())).hasSize(3);
    }

    @Test void byItselfOnlyWhereTheRulesSaySoAndOnceADay() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        retention.change(bench.ada, bench.project, TWO_NEWEST);
        retention.pass();
        assertThat(folders(run)).as("off by default").hasSize(5);

        retention.change(bench.ada, bench.project, Map.of("newest", 3, "automatic", true));
        retention.pass();
        assertThat(folders(run)).containsExactly("300", "400", "500");
        assertThat(progress.lines(bench.ada, run.getValue())).extracting(Progress.Line::text).contains("Retention deleted the checkpoint of step 100, by Gannet.");

        retention.change(bench.ada, bench.project, Map.of("newest", 1, "automatic", true));
        retention.pass();
        assertThat(folders(run)).as("not twice a day").hasSize(3);
        at(Clock.offset(clock, Duration.ofHours(25))).pass();
        assertThat(folders(run)).containsExactly("500");
    }

    @Test void aRunThatGoesOnMeanwhileLosesNothing() throws IOException {
        var run = run(State.STOPPED, 40, 3);
        var store = new RetentionStore(bench.storage);
        var first = store.candidates(run.getKey(), Instant.now()).getFirst();
        bench.execute("update run set state = 'QUEUED', ended = null where number = " + run.getValue());

        assertThat(store.begin(first, "Ada", Instant.now())).isFalse();
        assertThat(store.begun()).isEmpty();
    }

    @Test void nothingOutsideOfARunsCheckpointsIsEverDeleted() throws IOException {
        var run = run(State.SUCCEEDED, 40, 4);
        bench.execute("update checkpoint set folder = 'checkpoints/../samples' where step = 100");
        bench.execute("update checkpoint set folder = '../../elsewhere' where step = 200");
        Files.createDirectories(folder(run).resolve("samples"));
        var store = new RetentionStore(bench.storage);
        for (var candidate : store.candidates(run.getKey(), Instant.now()).subList(0, 2)) {
            store.begin(candidate, "Ada", Instant.now());
        }

        retention.pass();

        assertThat(folder(run).resolve("samples")).isDirectory();
        assertThat(folders(run)).hasSize(4);
    }

    @Test void tagsAreMarksThatTheWorkerSees() throws IOException {
        var run = run(State.RUNNING, 0, 2);
        retention.tag(bench.ada, run.getValue(), 100, " paper ");
        assertThat(folder(run).resolve("checkpoints/100.kept")).exists();
        assertThat(retention.standings(bench.ada, run.getValue()).getFirst()).isEqualTo(new Retention.Standing(100, "paper", "tagged \"paper\""));

        retention.untag(bench.ada, run.getValue(), 100);

        assertThat(folder(run).resolve("checkpoints/100.kept")).doesNotExist();
        assertThatThrownBy(() -> retention.tag(bench.ada, run.getValue(), 150, "x")).hasMessage("Run %d has no checkpoint of step 150 any more.".formatted(run.getValue()));
        assertThatThrownBy(() -> retention.tag(bench.ada, run.getValue(), 100, " ")).hasMessageStartingWith("name must have from 1 to 50 characters");
    }

    @Test void onlyThoseWhoAdministerDeleteAndStrangersSeeNothing() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        var member = bench.person("Ben", Role.MEMBER, bench.firstTeam());
        var stranger = bench.person("Cleo", Role.MAINTAINER, bench.team("Others").getKey());
        var maintainer = bench.person("Dan", Role.MAINTAINER, bench.firstTeam());
        retention.change(maintainer, bench.project, TWO_NEWEST);
        var token = retention.preview(member, bench.project).token();

        assertThatThrownBy(() -> retention.change(member, bench.project, TWO_NEWEST)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> retention.delete(member, bench.project, token)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> retention.preview(stranger, bench.project)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.ABSENT));
        assertThatThrownBy(() -> retention.tag(stranger, run.getValue(), 100, "x")).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.ABSENT));
        assertThat(folders(run)).hasSize(5);
        assertThatThrownBy(() -> retention.change(maintainer, bench.project, Map.of("best", 2))).hasMessageStartingWith("metric must name a chart line");
    }

    @Test void samplesAreThinnedEvenlyAndMarkedOnesStay() throws IOException {
        var old = run(State.SUCCEEDED, 40, 1);
        var young = run(State.SUCCEEDED, 10, 1);
        samples(old, 9);
        samples(young, 9);
        bench.execute("insert into picture_tag (project, tag, sheet, tile) select project, 'paper', id, 0 from sheet where step = 20 and run = '%s'".formatted(old.getKey()));
        retention.change(bench.ada, bench.project, Map.of("samples", 3));

        var preview = retention.preview(bench.ada, bench.project);

        assertThat(preview.checkpoints()).isEmpty();
        assertThat(preview.samples()).containsExactly(new Retention.Thinned(old.getValue(), "run", List.of(30L, 40L, 50L, 70L, 80L), 9, 35));
        assertThat(files(old)).as("a preview deletes nothing").hasSize(9);

        assertThat(retention.delete(bench.ada, bench.project, preview.token())).isEqualTo(new Retention.Deleted(0, 5, 35));

        assertThat(files(old)).containsExactly("10.png", "20.png", "60.png", "90.png");
        assertThat(files(young)).hasSize(9);
        assertThat(bench.numbers("select step from sample where run = '%s' order by step".formatted(old.getKey()))).containsExactly(10L, 20L, 60L, 90L);
        assertThat(bench.numbers("select step from sheet where run = '%s' order by step".formatted(old.getKey()))).containsExactly(10L, 20L, 60L, 90L);
        assertThat(progress.lines(bench.ada, old.getValue())).extracting(Progress.Line::text).containsExactly("Retention thinned out 5 samples, by Ada.");
        assertThat(retention.preview(bench.ada, bench.project).isEmpty()).as("what is left stays").isTrue();
    }

    @Test void aThinningThatWasBegunIsFinishedAndTouchesNothingElse() throws IOException {
        var run = run(State.SUCCEEDED, 40, 1);
        samples(run, 4);
        Files.write(folder(run).resolve("order.json"), new byte[1]);
        bench.execute("update sample set file = 'samples/../order.json' where step = 30");
        var store = new OldSampleStore(bench.storage);
        store.begin(run.getKey(), List.of(20L, 30L), "Ada", Instant.now());
        Files.delete(folder(run).resolve("samples/20.png"));

        retention.pass();

        assertThat(store.begun()).isEmpty();
        assertThat(folder(run).resolve("order.json")).exists();
        assertThat(bench.numbers("select step from sample order by step")).containsExactly(10L, 40L);

        bench.execute("update run set state = 'QUEUED', ended = null");
        store.begin(run.getKey(), List.of(10L), "Ada", Instant.now());
        assertThat(store.begun()).as("a run that goes on meanwhile loses nothing").isEmpty();
    }

    @Test void theDiskIsMeasuredWhenRunsHaveEndedAndAgainAfterADeletion() throws IOException {
        var run = run(State.SUCCEEDED, 40, 5);
        Files.createDirectories(folder(run).resolve("samples"));
        Files.write(folder(run).resolve("samples/1.png"), new byte[700]);
        Files.write(folder(run).resolve("worker.log"), new byte[33]);
        var measured = new DiskUse(bench.storage, bench.policy, runs, clock);

        assertThat(measured.survey()).as("more to survey").isFalse();
        assertThat(measured.of(bench.ada, bench.project).largest()).containsExactly(new DiskUse.OfRun(run.getValue(), "run", new DiskUse.Sizes(50, 700, 33)));

        retention.change(bench.ada, bench.project, TWO_NEWEST);
        retention.delete(bench.ada, bench.project, retention.preview(bench.ada, bench.project).token());
        var second = run(State.FAILED, 35, 1);
        measured.survey();

        var use = measured.of(bench.ada, bench.project);
        assertThat(use.sizes()).isEqualTo(new DiskUse.Sizes(20 + 10, 700, 33));
        assertThat(use.runs()).isEqualTo(2);
        assertThat(use.largest()).extracting(DiskUse.OfRun::run).containsExactly(run.getValue(), second.getValue());
    }

    /// Each of seven bytes, at steps of ten.
    private void samples(Map.Entry<UUID, Long> run, int count) throws IOException {
        Files.createDirectories(folder(run).resolve("samples"));
        for (int step = 10; step <= 10 * count; step += 10) {
            Files.write(folder(run).resolve("samples/" + step + ".png"), new byte[7]);
            bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', %d, 'samples/%d.png', 'IMAGES', 1, 1, 8, 8, 1, now())"
                    .formatted(run.getKey(), step, step));
        }
    }

    private List<String> files(Map.Entry<UUID, Long> run) throws IOException {
        try (var files = Files.list(folder(run).resolve("samples"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Retention at(Clock when) { return new Retention(bench.storage, bench.policy, progress, new DiskUse(bench.storage, bench.policy, runs, when), runs, when); }

    /// With checkpoints of ten bytes at steps 100, 200, ….
    private Map.Entry<UUID, Long> run(State state, int endedDaysAgo, int checkpoints) throws IOException {
        var run = bench.run("run", state);
        if (state.isOver()) {
            bench.execute("update run set ended = now() - interval '%d days' where number = %d".formatted(endedDaysAgo, run.getValue()));
        }
        for (int i = 1; i <= checkpoints; i++) {
            var checkpoint = Files.createDirectories(folder(run).resolve("checkpoints/" + 100 * i));
            Files.write(checkpoint.resolve("state.json"), new byte[10]);
            bench.execute("insert into checkpoint values ('%s', %d, 'checkpoints/%d', 10, now())".formatted(run.getKey(), 100 * i, 100 * i));
        }
        return run;
    }

    private Path folder(Map.Entry<UUID, Long> run) { return runs.resolve(run.getKey().toString()); }

    private List<String> folders(Map.Entry<UUID, Long> run) throws IOException {
        try (var found = Files.list(folder(run).resolve("checkpoints"))) {
            return found.filter(Files::isDirectory).map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
