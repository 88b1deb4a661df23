package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Json;
import gannet.run.Event;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress.Signal;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Event.Picture PICTURE = new Event.Picture("images", 8, 8, 16, 16, 64);

    @TempDir Path runs;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Signals signals = new Signals(vertx);
    private UUID run;
    private long number;
    private Path events;
    private Progress progress;

    @BeforeEach void launch() throws IOException {
        var launched = bench.run("one", State.RUNNING);
        run = launched.getKey();
        number = launched.getValue();
        events = Files.createDirectories(runs.resolve(run.toString())).resolve("events.jsonl");
        progress = new Progress(bench.storage, bench.policy, signals, runs);
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    private Intake intake() { return progress.intake(run, number, bench.project); }

    @Test void takesEverythingOnceHoweverOftenItIsInterrupted() throws Exception {
        var said = story(3500);
        var random = new Random(11);
        var finished = new AtomicBoolean();
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < said.size(); ) {
                int more = Math.min(said.size(), i + 1 + random.nextInt(40));
                say(said.subList(i, more));
                i = more;
            }
            finished.set(true);
        });
        int interrupted = 0;
        while (interrupted < 40 || !finished.get()) {
            var taking = Thread.ofVirtual().unstarted(() -> {
                var intake = intake();
                while (!Thread.currentThread().isInterrupted()) {
                    intake.takeAll();
                }
            });
            taking.setUncaughtExceptionHandler((_, _) -> {}); // an interrupt may strike anywhere
            taking.start();
            taking.join(Duration.ofMillis(1 + random.nextInt(60)));
            taking.interrupt();
            taking.join();
            interrupted++;
        }
        writer.join();
        intake().takeAll();
        assertStored(said);
    }

    @Test void twoWhoTakeAtOnceTakeEverythingOnce() throws Exception {
        var said = story(2000);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) {
            var intake = intake();
            threads.add(Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted() && progress.lastSequence(bench.ada, number) < said.size()) {
                    intake.takeAll();
                }
            }));
        }
        for (int i = 0; i < said.size(); i += 50) {
            say(said.subList(i, Math.min(said.size(), i + 50)));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertStored(said);
    }

    @Test void eventsThatWereSaidBeforeAreNotTakenAgain() throws IOException {
        var said = story(20);
        say(said);
        intake().takeAll();
        say(said.subList(5, said.size()));
        intake().takeAll();
        assertStored(said);
    }

    @Test void aLineWithoutItsEndIsNotYetSaid() throws IOException {
        var said = story(4);
        say(said.subList(0, 3));
        var line = Json.text(said.get(3));
        Files.writeString(events, line.substring(0, 20), StandardOpenOption.APPEND);
        intake().takeAll();
        assertThat(progress.lastSequence(bench.ada, number)).isEqualTo(3);
        Files.writeString(events, line.substring(20) + "\n", StandardOpenOption.APPEND);
        intake().takeAll();
        assertThat(progress.lastSequence(bench.ada, number)).isEqualTo(4);
    }

    @Test void aFileThatLostItsEndIsTakenUpAgainWithoutRepetition() throws IOException {
        var said = story(20);
        say(said);
        intake().takeAll();
        Files.delete(events);
        say(said.subList(0, 12));
        var intake = intake();
        intake.takeAll();
        say(said.subList(12, said.size()));
        var more = new Event.Noted(21, NOW, 21, "after the power cut");
        say(List.of(more));
        assertThat(intake.takeAll()).isOne();
        assertThat(progress.lines(bench.ada, number)).last().extracting(Progress.Line::text).isEqualTo(more.message());
        assertThat(progress.curves(bench.ada, number, List.of("generator"), 0, 100, 100).getFirst().steps()).hasSize(19);
    }

    @Test void wordsWithAZeroAreKeptWithoutIt() throws IOException {
        say(List.of(new Event.Noted(1, NOW, 0, "a\0b")));
        intake().takeAll();
        assertThat(progress.lines(bench.ada, number)).extracting(Progress.Line::text).containsExactly("a\ufffdb");
    }

    @Test void keepsWhatStandsAboveAndUnderTiles() throws IOException {
        var strips = new Event.Picture("strips", 1, 2, 192, 64, 2, List.of("given", "translated", "and back"), List.of("A → B", "a \"blue\" one, {B}"));
        say(List.of(new Event.Sampled(1, NOW, 10, "samples/10.png", strips), new Event.Sampled(2, NOW, 20, "samples/20.png", PICTURE)));
        intake().takeAll();
        assertThat(progress.samples(bench.ada, number)).containsExactly(new Progress.Sample(10, strips), new Progress.Sample(20, PICTURE));
    }

    @Test void aListenerThatFailsOnceHearsTheRest() throws Exception {
        var said = story(10);
        var heard = new CopyOnWriteArrayList<Event>();
        var all = new CountDownLatch(said.size() - 1);
        try (var _ = progress.follow(bench.ada, number, signal -> {
            if (signal instanceof Signal.Said(var event) && event.sequence() == 1) {
                throw new IllegalStateException("The page has gone");
            }
            hear(signal, heard, all);
        })) {
            say(said);
            intake().takeAll();
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).isEqualTo(said.subList(1, said.size()));
    }

    @Test void aDamagedLineIsPassedOver() throws IOException {
        var said = story(4);
        say(said.subList(0, 3));
        Files.writeString(events, "{\"type\":\"measured\",\n", StandardOpenOption.APPEND);
        say(said.subList(3, 4));
        intake().takeAll();
        assertThat(progress.lastSequence(bench.ada, number)).isEqualTo(4);
    }

    @Test void whoFollowsHearsEveryEventInItsOrder() throws Exception {
        var said = story(300);
        var heard = new CopyOnWriteArrayList<Event>();
        var all = new CountDownLatch(said.size());
        try (var _ = progress.follow(bench.ada, number, signal -> hear(signal, heard, all))) {
            say(said);
            intake().takeAll();
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).isEqualTo(said);
    }

    @Test void whoComesBackHearsWhatItMissedAndEachEventOnce() throws Exception {
        var said = story(300);
        say(said.subList(0, 200));
        var intake = intake();
        intake.takeAll();
        var heard = new CopyOnWriteArrayList<Event>();
        var all = new CountDownLatch(said.size() - 120);
        try (var _ = progress.resume(bench.ada, number, 120, signal -> hear(signal, heard, all), () -> {})) {
            say(said.subList(200, said.size()));
            intake.takeAll();
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).isEqualTo(said.subList(120, said.size()));
    }

    private static void hear(Signal signal, List<Event> heard, CountDownLatch all) {
        if (signal instanceof Signal.Said(var event)) {
            heard.add(event);
            all.countDown();
        }
    }

    /// What a run of so many events might say; the points of a step are its values.
    private static List<Event> story(int length) {
        var said = new ArrayList<Event>();
        var random = new Random(5);
        said.add(new Event.Started(1, NOW, 1, 0, 5000, new TreeMap<>(Map.of("engine", "PyTorch"))));
        for (long sequence = 2; sequence <= length; sequence++) {
            long step = sequence;
            said.add(switch ((int) (sequence % 100)) {
                case 0 -> new Event.Sampled(sequence, NOW, step, "samples/" + step + ".png", PICTURE);
                case 50 -> new Event.Checkpointed(sequence, NOW, step, "checkpoints/" + step, 1000);
                case 70 -> new Event.Noted(sequence, NOW, step, "Note " + step);
                default -> new Event.Measured(sequence, NOW, step, new TreeMap<>(Map.of(
                        "generator", (double) random.nextFloat(), "discriminator", (double) random.nextFloat(), "step time", 12.0)));
            });
        }
        return said;
    }

    private void say(List<Event> more) {
        var lines = new StringBuilder();
        more.forEach(event -> lines.append(Json.text(event)).append('\n'));
        try {
            Files.writeString(events, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertStored(List<Event> said) {
        var measured = said.stream().filter(Event.Measured.class::isInstance).map(Event.Measured.class::cast).toList();
        for (var name : List.of("generator", "discriminator", "step time")) {
            var chunks = new ProgressStore(bench.storage).chunks(run, List.of(name), 0, Long.MAX_VALUE).getOrDefault(name, List.of());
            assertThat(chunks.stream().flatMapToLong(chunk -> Arrays.stream(chunk.steps())).toArray())
                    .isEqualTo(measured.stream().mapToLong(Event.Measured::step).toArray());
            var values = new ArrayList<Float>();
            chunks.forEach(chunk -> {
                for (float value : chunk.values()) {
                    values.add(value);
                }
            });
            assertThat(values).isEqualTo(measured.stream().map(event -> event.values().getOrDefault(name, Double.NaN).floatValue()).toList());
        }
        assertThat(progress.samples(bench.ada, number)).extracting(Progress.Sample::step)
                .isEqualTo(said.stream().filter(Event.Sampled.class::isInstance).map(Event::step).toList());
        assertThat(progress.checkpoints(bench.ada, number)).extracting(Progress.Checkpoint::step)
                .isEqualTo(said.stream().filter(Event.Checkpointed.class::isInstance).map(Event::step).toList());
        assertThat(progress.lines(bench.ada, number)).hasSize((int) said.stream()
                .filter(event -> event instanceof Event.Noted || event instanceof Event.Started).count());
        assertThat(progress.lastSequence(bench.ada, number)).isEqualTo(said.getLast().sequence());
    }
}
