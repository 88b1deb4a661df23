package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.progress.Overlay.Axis;
import gannet.server.queue.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static Bench bench;
    private static SideBySide together;

    @BeforeAll static void open() {
        bench = new Bench();
        together = new SideBySide(bench.storage, bench.policy);
    }

    @AfterAll static void close() { bench.close(); }

    @Test void runsStandAtTheSamePlaces() {
        long first = run("loss", new long[] {10, 20, 30}, new float[] {1, 2, 3});
        long second = run("loss", new long[] {10, 30, 40}, new float[] {5, 6, 7});

        var overlay = curves(List.of(second, first), Axis.STEP, 100).getFirst();

        assertThat(overlay.at()).containsExactly(10, 20, 30, 40);
        assertThat(overlay.lines()).extracting(Overlay.Line::run).containsExactly(first, second);
        assertThat(overlay.lines().get(0).values()).containsExactly(1, 2, 3, Double.NaN);
        assertThat(overlay.lines().get(1).values()).containsExactly(5, Double.NaN, 6, 7);
    }

    @Test void aNarrowChartGetsMeans() {
        long run = run("loss", LongStream.rangeClosed(1, 100).toArray(), ramp(100));

        var overlay = curves(List.of(run), Axis.STEP, 10).getFirst();

        assertThat(overlay.at()).containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        assertThat(overlay.lines().getFirst().values()).containsExactly(5.5, 15.5, 25.5, 35.5, 45.5, 55.5, 65.5, 75.5, 85.5, 95.5);
    }

    @Test void aRunThatIsTwiceAsFastIsAheadByTheClock() {
        long slow = run("loss", new long[] {10, 20}, new float[] {1, 2}, "step time", new float[] {100, 100});
        long fast = run("loss", new long[] {10, 20}, new float[] {1, 2}, "step time", new float[] {50, 50});

        var overlay = curves(List.of(slow, fast), Axis.TIME, 1000).getFirst();

        assertThat(overlay.at()).containsExactly(500, 1000, 2000);
        assertThat(overlay.lines().get(0).values()).containsExactly(Double.NaN, 1, 2);
        assertThat(overlay.lines().get(1).values()).containsExactly(1, 2, Double.NaN);
    }

    @Test void whatIsNoNumberIsCountedAndNotDrawn() {
        long run = run("loss", new long[] {1, 2, 3, 4}, new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 4});

        var line = curves(List.of(run), Axis.STEP, 100).getFirst().lines().getFirst();

        assertThat(line.values()).containsExactly(1, 4);
        assertThat(line.strange()).isEqualTo(2);
    }

    @Test void aRunWithoutTheMetricHasNoLine() {
        long with = run("loss", new long[] {1}, new float[] {1});
        long without = bench.run("bare", State.RUNNING).getValue();

        assertThat(curves(List.of(with, without), Axis.STEP, 10).getFirst().lines()).extracting(Overlay.Line::run).containsExactly(with);
        assertThat(curves(List.of(without), Axis.STEP, 10)).isEmpty();
        assertThat(curves(List.of(without), Axis.TIME, 10)).isEmpty();
    }

    @Test void everyRunThatCannotBeSeenIsNamed() {
        long seen = bench.run("one", State.RUNNING).getValue();
        var stranger = bench.person("Sten", Role.MEMBER, bench.team("Reef").getKey());

        assertThatThrownBy(() -> curves(List.of(seen, 4711L, 4712L), Axis.STEP, 10)).isInstanceOf(ProblemException.class)
                .hasMessage("There is no run 4711, or it is not shared with you.\nThere is no run 4712, or it is not shared with you.");
        assertThatThrownBy(() -> together.samples(stranger, List.of(seen))).hasMessage("There is no run " + seen + ", or it is not shared with you.");
    }

    @Test void aHundredAndOneRunsAreTooMany() {
        assertThatThrownBy(() -> curves(LongStream.rangeClosed(1, 101).boxed().toList(), Axis.STEP, 10)).hasMessage("From 1 to 100 runs are compared, not 101.");
    }

    @Test void samplesThatLookAlikeShareAPage() {
        var run = bench.run("sampled", State.RUNNING);
        sample(run.getKey(), 100, 8);
        sample(run.getKey(), 200, 8);
        sample(run.getKey(), 300, 16);

        var album = together.samples(bench.ada, List.of(run.getValue())).getFirst();

        assertThat(album.pages()).extracting(Album.Page::steps).containsExactly(List.of(100L, 200L), List.of(300L));
        assertThat(album.pages().getLast().media().tileWidth()).isEqualTo(16);
    }

    @Test void aHundredRunsAreComparedInTwoSeconds() {
        var runs = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            var run = bench.run("many " + i, State.SUCCEEDED);
            runs.add(run.getValue());
            for (var line : List.of("loss", "step time")) {
                for (int chunk = 0; chunk < 10; chunk++) {
                    long from = chunk * 1000L;
                    put(run.getKey(), line, LongStream.rangeClosed(from + 1, from + 1000).toArray(), ramp(1000));
                }
            }
        }
        for (var axis : Axis.values()) {
            var began = Instant.now();
            var overlay = curves(runs, axis, 400).getFirst();

            assertThat(Duration.between(began, Instant.now())).as("100 runs of 10,000 points by %s", axis).isLessThan(Duration.ofSeconds(2));
            assertThat(overlay.lines()).hasSize(100);
            assertThat(overlay.at()).hasSizeBetween(350, 400);
        }
    }

    private static List<Overlay> curves(List<Long> runs, Axis axis, int points) {
        return together.curves(bench.ada, runs, List.of("loss"), axis, 0, Long.MAX_VALUE, points);
    }

    private static long run(String line, long[] steps, float[] values) {
        var run = bench.run("compared", State.RUNNING);
        put(run.getKey(), line, steps, values);
        return run.getValue();
    }

    private static long run(String line, long[] steps, float[] values, String other, float[] otherValues) {
        var run = bench.run("compared", State.RUNNING);
        put(run.getKey(), line, steps, values);
        put(run.getKey(), other, steps, otherValues);
        return run.getValue();
    }

    private static void put(UUID run, String line, long[] steps, float[] values) {
        bench.storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement("insert into metric_chunk values (?, ?, ?, ?, ?, ?)")) {
                var chunk = new Chunk(steps, values);
                statement.setObject(1, run);
                statement.setString(2, line);
                statement.setLong(3, chunk.first());
                statement.setLong(4, chunk.last());
                statement.setInt(5, chunk.count());
                statement.setBytes(6, chunk.packed());
                statement.executeUpdate();
            }
        }));
    }

    private static void sample(UUID run, long step, int side) {
        bench.execute("""
                insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time)
                values ('%s', %d, 'samples/%d.png', 'images', 2, 2, %d, %d, 4, now())""".formatted(run, step, step, side, side));
    }

    private static float[] ramp(int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i + 1;
        }
        return values;
    }
}
