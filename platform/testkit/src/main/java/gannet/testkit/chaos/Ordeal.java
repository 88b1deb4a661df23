package gannet.testkit.chaos;

import gannet.testkit.chaos.Findings.Kind;
import gannet.testkit.chaos.Outcome.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Real servers, a real database and real workers under a steady load, struck at random moments. The seed decides the order of
/// blows, the pauses between them and the choice of victims; what each of them meets is left to the machine.
///
/// @param blows how many of each    @param steps of each run    @param together how many runs are open at least
public record Ordeal(long seed, Map<Blow, Integer> blows, int steps, int together) {
    private static final Duration NO_WORKER = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    public Ordeal {
        blows = Map.copyOf(blows);
    }

    /// @param folder for everything; empty    @param told hears each blow
    public Outcome suffer(Path folder, Consumer<String> told) throws IOException {
        long began = System.nanoTime();
        var findings = new Findings();
        Map<Blow, Tally> tallies = new EnumMap<>(Blow.class);
        blows.keySet().forEach(blow -> tallies.put(blow, new Tally(0, Duration.ZERO)));
        try (var house = House.open(folder); var load = Load.start(house, findings, seed + 1, steps, together); var watch = Watch.start(house, findings);
                var references = References.start(house, folder.resolve("undisturbed"))) {
            house.visitor(0).put("/api/v1/queue/rules", Map.of("preemptAfter", 0)); // tiny runs would all end by themselves within the usual minute
            var audit = new Audit(house, findings, steps);
            var strike = new Blows(house, findings);
            Consumer<Told> note = blow -> {
                synchronized (tallies) {
                    var tally = tallies.merge(blow.blow(), new Tally(1, blow.recovery()), (before, _) -> before.and(blow.recovery()));
                    told.accept("%s %d of %d: %.1f s until %s".formatted(blow.blow().words(), tally.count(), blows.getOrDefault(blow.blow(), 0),
                            blow.recovery().toMillis() / 1000.0, blow.blow().until()));
                }
            };
            var workers = Thread.ofPlatform().name("kills workers").daemon().start(() -> strikeWorkers(strike, findings, note));
            var random = new Random(seed);
            for (var blow : shuffled(random)) {
                LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
                strike.strike(blow, random).ifPresent(recovery -> note.accept(new Told(blow, recovery)));
                audit.inBetween(load.acknowledged());
            }
            workers.join();
            load.finish();
            watch.end();
            int runs = audit.atTheEnd(load.acknowledged(), references);
            try (var facts = house.facts()) {
                return new Outcome(seed, tallies, findings, runs, facts.count("select coalesce(sum(attempt), 0) from job"),
                        facts.count("select count(*) from job_change where state = 'PREEMPTING' and actor = 'Gannet'"),
                        facts.count("select count(*) from job_change where state = 'PAUSED'"), load.unanswered(), watch.looks(), Patience.since(began));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private record Told(Blow blow, Duration recovery) {}

    /// Beside all the others, so that workers die while servers and databases are down and while they start.
    private void strikeWorkers(Blows strike, Findings findings, Consumer<Told> note) {
        var random = new Random(seed + 2);
        long last = System.nanoTime();
        for (int struck = 0; struck < blows.getOrDefault(Blow.WORKER, 0); ) {
            LockSupport.parkNanos(random.nextLong(2 * LONGEST_PAUSE.toNanos()));
            var recovery = strike.strike(Blow.WORKER, random);
            if (recovery.isPresent()) {
                struck++;
                last = System.nanoTime();
                note.accept(new Told(Blow.WORKER, recovery.get()));
            } else if (Patience.since(last).compareTo(NO_WORKER) > 0) {
                findings.add(Kind.STUCK, "There was no worker to kill for " + NO_WORKER.toMinutes() + " min.");
                return;
            }
        }
    }

    private ArrayList<Blow> shuffled(Random random) {
        var all = new ArrayList<Blow>();
        for (var blow : Blow.values()) {
            if (blow != Blow.WORKER) {
                all.addAll(Collections.nCopies(blows.getOrDefault(blow, 0), blow));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }
}
