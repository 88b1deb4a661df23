package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Json;
import gannet.parameters.Settings;
import gannet.run.Event;
import gannet.server.ServerSettings;
import gannet.server.compute.Devices;
import gannet.server.compute.Servers;
import gannet.server.experiment.Halving.Goal;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.Needs;
import gannet.server.queue.Outlook;
import gannet.server.queue.Planning;
import gannet.server.queue.Queue;
import gannet.server.queue.Room;
import gannet.server.queue.Rulebook;
import gannet.server.queue.State;
import gannet.server.storage.Wakeups;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that say made-up values of "FD" through the real files, intake, database and queue; only their workers are missing.
class EarlyStoppingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Halving THIRD = new Halving("FD", Goal.MIN, 100, 3);

    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private Progress progress;
    private final Wakeups wakeups = Wakeups.open(bench.database.database());
    private Servers servers;
    private Devices devices;
    private Queue queue;
    private final List<RunRow> runs = new ArrayList<>();

    @AfterEach void close() {
        devices.close();
        servers.close();
        wakeups.close();
        bench.close();
        vertx.close().await();
    }

    @BeforeEach void compare() {
        progress = new Progress(bench.storage, bench.policy, new Signals(vertx), folder);
        servers = Servers.open(bench.storage, folder);
        devices = Devices.open(bench.storage, servers, wakeups, Settings.defaults(ServerSettings.class), Map::of);
        var rulebook = new Rulebook(bench.storage);
        var room = new Room(folder, 0);
        var planning = new Planning(bench.storage, devices, rulebook, room);
        queue = new Queue(bench.storage, bench.policy, rulebook, new Outlook(bench.storage, bench.policy, devices, rulebook, planning, Clock.systemUTC()), room,
                (run, project, state, reason) -> {}, Clock.systemUTC(), 3);
        sweep(THIRD);
    }

    @Test void ofNineTheBestThreeGoOnAndTheOthersSayWhy() {
        for (int i = 1; i <= 9; i++) {
            say(running(), 0, 100, 10.0 * i, 110);
        }
        stopping().pass();
        assertThat(states()).containsExactly(State.RUNNING, State.RUNNING, State.RUNNING, State.STOPPING, State.STOPPING, State.STOPPING,
                State.STOPPING, State.STOPPING, State.STOPPING);
        assertThat(reason(6)).isEqualTo("Stopped early: FD 70 at step 100 is 7th of 9; the best third goes on.");
        assertThat(reason(0)).isEmpty();
    }

    @Test void whoComesAloneGoesOnAndIsNotJudgedAgainWhenBetterOnesCome() {
        var first = running();
        say(first, 0, 100, 50, 110);
        stopping().pass();
        for (int i = 0; i < 3; i++) {
            say(running(), 0, 100, 60 + i, 110);
            stopping().pass();
        }
        say(running(), 0, 100, 1, 110);
        stopping().pass();
        assertThat(states()).containsExactly(State.RUNNING, State.STOPPING, State.STOPPING, State.STOPPING, State.RUNNING);
    }

    @Test void nobodyIsJudgedBeforeItHasGoneBeyondTheRung() {
        for (int i = 1; i <= 4; i++) {
            say(running(), 0, 100, i, 100);
        }
        stopping().pass();
        assertThat(decisions()).isEmpty();
    }

    @Test void theNextRungComparesThoseWhoCameThere() {
        for (int i = 1; i <= 9; i++) {
            say(running(), 0, 100, i, 110);
        }
        stopping().pass();
        for (int i = 0; i < 3; i++) {
            say(runs.get(i), 10, 300, 3 - i, 310);
        }
        stopping().pass();
        assertThat(states().subList(0, 3)).containsExactly(State.STOPPING, State.STOPPING, State.RUNNING);
        assertThat(reason(0)).isEqualTo("Stopped early: FD 3 at step 300 is 3rd of 3; the best third goes on.");
    }

    @Test void whatIsToBeLargeIsComparedTheOtherWayRound() {
        sweep(new Halving("FD", Goal.MAX, 100, 2));
        say(running(), 0, 100, 1, 110);
        say(running(), 0, 100, 2, 110);
        stopping().pass();
        assertThat(states()).containsExactly(State.STOPPING, State.RUNNING);
    }

    @Test void whatIsNoNumberIsTheWorst() {
        say(running(), 0, 100, Double.NaN, 110);
        say(running(), 0, 100, 900, 110);
        stopping().pass();
        assertThat(states()).containsExactly(State.STOPPING, State.RUNNING);
        assertThat(reason(0)).isEqualTo("Stopped early: FD that is no number at step 100 is 2nd of 2; the best third goes on.");
    }

    @Test void aMetricThatComesLateIsTakenWhenItComes() {
        say(running(), 0, 150, 5, 160);
        say(running(), 0, 100, 4, 110);
        stopping().pass();
        assertThat(states()).containsExactly(State.STOPPING, State.RUNNING);
    }

    @Test void aServerThatDiedBetweenDecidingAndStoppingIsMadeUpFor() {
        for (int i = 1; i <= 3; i++) {
            say(running(), 0, 100, i, 110);
        }
        stopping().decide(runs.getFirst().experiment);
        assertThat(states()).containsOnly(State.RUNNING);
        var decided = decisions();
        stopping().pass();
        assertThat(states()).containsExactly(State.RUNNING, State.STOPPING, State.STOPPING);
        assertThat(decisions()).hasSize(3).isEqualTo(decided);
    }

    @Test void everyRunIsJudgedOnceAtARungHoweverOftenSomebodyLooks() throws InterruptedException {
        for (int i = 1; i <= 9; i++) {
            say(running(), 0, 100, i, 110);
        }
        var servers = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            servers.add(Thread.ofVirtual().start(() -> stopping().pass()));
        }
        for (var server : servers) {
            server.join();
        }
        stopping().pass();
        assertThat(decisions()).hasSize(9);
        assertThat(states().stream().filter(State.STOPPING::equals)).hasSize(6);
    }

    @Test void aRunThatAPersonLetsGoOnIsNotStoppedForTheSameRung() {
        say(running(), 0, 100, 1, 110);
        say(running(), 0, 100, 2, 110);
        stopping().pass();
        sql("update job set state = 'RUNNING', reason = '' where run = '%s'".formatted(runs.get(1).id));
        sql("update run set state = 'RUNNING', reason = '' where id = '%s'".formatted(runs.get(1).id));
        stopping().pass();
        assertThat(states()).containsExactly(State.RUNNING, State.RUNNING);
    }

    private EarlyStopping stopping() { return new EarlyStopping(bench.storage, progress, queue, Clock.systemUTC()); }

    private void sweep(Halving halving) {
        var sweep = Json.text(new Sweep(Map.of("imageSize", new Axis.Values(List.of(8, 16))), Sweep.Kind.GRID, 0, 1, halving));
        sql("update experiment set sweep = '%s'".formatted(sweep));
    }

    private RunRow running() {
        var run = bench.row("run " + runs.size(), State.RUNNING, 1000);
        bench.storage.inTransaction(transaction -> queue.add(transaction, List.of(new Queue.Entry(run.id, run.project, Settings.defaults(Needs.class), "Launched.", null)), bench.ada));
        sql("update job set state = 'RUNNING' where run = '%s'".formatted(run.id));
        runs.add(run);
        return run;
    }

    /// The run reports FD at a step, and later a loss at another one.
    ///
    /// @param said how many events it has said before
    private void say(RunRow run, long said, long step, double fd, long beyond) {
        List<Event> events = List.of(
                new Event.Measured(said + 1, NOW, step / 2, new TreeMap<>(Map.of("generator", 1.0))),
                new Event.Evaluated(said + 2, NOW, step, new TreeMap<>(Map.of("FD", fd))),
                new Event.Measured(said + 3, NOW, beyond, new TreeMap<>(Map.of("generator", 1.0))));
        var lines = new StringBuilder();
        events.forEach(event -> lines.append(Json.text(event)).append('\n'));
        try {
            var file = Files.createDirectories(folder.resolve(run.id.toString())).resolve("events.jsonl");
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.intake(run.id, run.number, bench.project).takeAll();
    }

    private List<State> states() { return runs.stream().map(run -> stored(run).state).toList(); }

    private String reason(int run) { return stored(runs.get(run)).reason; }

    private RunRow stored(RunRow run) { return new RunStore(bench.storage).find(run.id).orElseThrow(); }

    private List<String> decisions() {
        return bench.storage.read(transaction -> transaction.session().createNativeQuery(
                "select run || ' ' || rung || ' ' || place || ' of ' || reached || ' ' || goes_on || ' ' || decided from rung order by run, rung", String.class).getResultList());
    }

    private void sql(String statement) {
        bench.storage.change(transaction -> transaction.session().createNativeMutationQuery(statement).executeUpdate());
    }
}
