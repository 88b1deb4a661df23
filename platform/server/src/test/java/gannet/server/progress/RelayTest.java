package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Json;
import gannet.run.Event;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress.Signal;
import gannet.server.queue.State;
import gannet.server.storage.Wakeups;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers, as far as news of runs go: each with an event bus and a relay of its own, on one database and one folder.
class RelayTest {
    @TempDir Path runs;
    private final Bench bench = new Bench();
    private Half here;
    private Half there;
    private UUID run;
    private long number;
    private Path events;

    private final class Half implements AutoCloseable {
        final Vertx vertx = Vertx.vertx();
        final Signals signals = new Signals(vertx);
        final Wakeups wakeups = Wakeups.open(bench.database.database());
        final LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        final Progress progress = new Progress(bench.storage, bench.policy, signals, runs);
        final Relay relay = Relay.start(bench.storage, signals, wakeups, UUID.randomUUID(), () -> true, runs);

        void hear(Signal signal) {
            heard.add(switch (signal) {
                case Signal.Said(Event event) -> event.sequence();
                case Signal.Changed changed -> changed.state();
            });
        }

        Object next() throws InterruptedException { return heard.poll(10, TimeUnit.SECONDS); }

        @Override public void close() {
            relay.close();
            wakeups.close();
            vertx.close().await();
        }
    }

    @BeforeEach void launch() throws IOException {
        var launched = bench.run("one", State.RUNNING);
        run = launched.getKey();
        number = launched.getValue();
        events = Files.createDirectories(runs.resolve(run.toString())).resolve("events.jsonl");
        here = new Half();
        there = new Half();
    }

    @AfterEach void close() throws Exception {
        here.close();
        there.close();
        bench.close();
    }

    @Test void whatAWorkerSaysThereIsHeardHereOnceAndInOrder() throws Exception {
        var intake = there.progress.intake(run, number, bench.project);
        say(1, 3);
        intake.takeAll();
        try (var _ = here.progress.follow(bench.ada, number, here::hear)) {
            for (int from = 4; from < 100; from += 8) {
                say(from, from + 7);
                intake.takeAll();
            }
            var heard = new ArrayList<Object>();
            while (heard.size() < 96) {
                heard.add(here.next());
            }
            assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(4, 99).boxed().map(Object.class::cast).toList());
        }
    }

    @Test void aRunThatIsTakenOverIsHeardOnWithoutAGapOrADouble() throws Exception {
        try (var _ = here.progress.follow(bench.ada, number, here::hear)) {
            var intake = there.progress.intake(run, number, bench.project);
            say(1, 50);
            intake.takeAll();
            say(51, 60);
            var ours = here.progress.intake(run, number, bench.project);
            ours.takeAll();
            say(61, 70);
            ours.takeAll();
            var heard = new ArrayList<Object>();
            while (heard.size() < 70) {
                heard.add(here.next());
            }
            assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 70).boxed().map(Object.class::cast).toList());
            here.relay.look(Set.of(number));
            assertThat(here.heard).isEmpty();
        }
    }

    @Test void aChangeOfStateThereIsHeardHereAndShownInLists() throws Exception {
        var numbers = new LinkedBlockingQueue<Long>();
        try (var _ = here.progress.follow(bench.ada, number, here::hear); var _ = here.progress.followAll(bench.ada, numbers::add)) {
            bench.storage.change(transaction -> transaction.session().createNativeMutationQuery("update run set state = 'FAILED', reason = 'Out of memory.' where id = :id")
                    .setParameter("id", run).executeUpdate());
            there.signals.changed(number, bench.project, State.FAILED, "Out of memory.");
            assertThat(here.next()).isEqualTo(State.FAILED);
            assertThat(numbers.poll(10, TimeUnit.SECONDS)).isEqualTo(number);
        }
    }

    @Test void whatNobodyRangForIsHeardAllTheSame() throws Exception {
        try (var _ = here.progress.follow(bench.ada, number, here::hear)) {
            bench.storage.change(transaction -> transaction.session().createNativeMutationQuery("update run set state = 'STOPPED' where id = :id")
                    .setParameter("id", run).executeUpdate());
            assertThat(here.next()).isEqualTo(State.STOPPED);
        }
    }

    private void say(long from, long to) throws IOException {
        var text = new StringBuilder();
        for (long sequence = from; sequence <= to; sequence++) {
            text.append(Json.text(new Event.Noted(sequence, Instant.parse("2026-11-22T10:00:00Z"), sequence, "It goes on."))).append('\n');
        }
        Files.writeString(events, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
