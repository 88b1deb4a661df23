package gannet.testkit.chaos;

import gannet.testkit.chaos.Findings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Strikes, helps up what does not rise by itself, and says how long it took until all was well.
final class Blows {
    /// Until a leader has to be there again, and a death to be noticed: much more than it should take, on a machine that is busy.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FROZEN = Duration.ofSeconds(7);
    private static final String LEADER = "select holder from leadership where holder is not null and until > clock_timestamp()";

    private final House house;
    private final Findings findings;

    Blows(House house, Findings findings) {
        this.house = house;
        this.findings = findings;
    }

    /// @return how long it took; nothing if there was nobody to strike
    Optional<Duration> strike(Blow blow, Random random) {
        return switch (blow) {
            case SERVER -> Optional.of(server(random.nextInt(House.SERVERS)));
            case LEADER -> Optional.of(leader());
            case WORKER -> worker(random);
            case DATABASE -> Optional.of(database(random.nextBoolean()));
            case REBOOT -> Optional.of(reboot());
            case FREEZE -> Optional.of(freeze(random.nextInt(House.SERVERS)));
        };
    }

    private Duration server(int which) {
        long began = System.nanoTime();
        house.kill(which);
        house.start(which);
        return well(began, which);
    }

    private Duration leader() {
        try (var facts = house.facts()) {
            var leader = new UUID[1];
            if (!Patience.until(PATIENCE, () -> leads(facts).map(id -> leader[0] = id).isPresent())) {
                findings.add(Kind.STUCK, "Nobody led for " + PATIENCE.toSeconds() + " s.");
                return PATIENCE;
            }
            int which = house.id(0).equals(leader[0]) ? 0 : 1;
            long began = System.nanoTime();
            house.kill(which);
            if (!Patience.until(PATIENCE, () -> leads(facts).filter(id -> !id.equals(leader[0])).isPresent())) {
                findings.add(Kind.STUCK, "A leader that was killed was not replaced within " + PATIENCE.toSeconds() + " s.");
            }
            var replaced = Patience.since(began);
            house.start(which);
            well(began, which);
            return replaced;
        }
    }

    private static Optional<UUID> leads(Facts facts) {
        return facts.glance(LEADER, row -> row.getObject(1, UUID.class)).flatMap(holders -> holders.stream().findFirst());
    }

    /// Its end is noticed when its job waits again, is over, or has another worker.
    private Optional<Duration> worker(Random random) {
        boolean trains = random.nextBoolean(); // or it may just be starting
        Patience.until(PATIENCE, () -> house.workers().stream().anyMatch(worker -> !trains || worker.hasSaidSomething(house.runs())));
        var workers = house.workers().stream().filter(worker -> !trains || worker.hasSaidSomething(house.runs())).toList();
        if (workers.isEmpty()) {
            return Optional.empty();
        }
        var victim = workers.get(random.nextInt(workers.size()));
        long began = System.nanoTime();
        victim.process().destroyForcibly();
        try (var facts = house.facts()) {
            if (!Patience.until(PATIENCE, () -> facts.glance("select state, process from job where run = '" + victim.run() + "' order by created desc limit 1",
                    row -> !List.of("STARTING", "RUNNING", "PAUSING", "PREEMPTING", "STOPPING").contains(row.getString(1))
                            || row.getObject(2) != null && row.getLong(2) != victim.process().pid()).filter(noticed -> !noticed.isEmpty() && noticed.getFirst()).isPresent())) {
                findings.add(Kind.STUCK, "That the worker of run " + victim.run() + " was killed was not noticed within " + PATIENCE.toSeconds() + " s.");
            }
        }
        return Optional.of(Patience.since(began));
    }

    /// @param whole all its processes, or the first alone
    private Duration database(boolean whole) {
        var processes = house.databaseProcesses();
        long began = System.nanoTime();
        (whole ? processes : processes.subList(0, Math.min(1, processes.size()))).forEach(ProcessHandle::destroyForcibly);
        var first = processes.stream().map(ProcessHandle::pid).findFirst();
        if (!Patience.until(PATIENCE, () -> house.database().map(ProcessHandle::pid).filter(pid -> first.filter(pid::equals).isEmpty()).isPresent() && house.isWell(0) && house.isWell(1))) {
            findings.add(Kind.STUCK, "The database was not well again within " + PATIENCE.toSeconds() + " s.");
        }
        return Patience.since(began);
    }

    private Duration reboot() {
        var all = Stream.of(Stream.of(house.process(0), house.process(1)), house.workers().stream().map(House.Worker::process), house.databaseProcesses().stream())
                .flatMap(processes -> processes).toList();
        long began = System.nanoTime();
        all.forEach(ProcessHandle::destroyForcibly);
        house.kill(0);
        house.kill(1);
        house.workers().forEach(worker -> worker.process().destroyForcibly()); // those that were just being started
        house.start(0);
        house.start(1);
        well(began, 0);
        return well(began, 1);
    }

    private Duration freeze(int which) {
        signal(house.process(which), "STOP");
        LockSupport.parkNanos(FROZEN.toNanos());
        long began = System.nanoTime();
        signal(house.process(which), "CONT");
        return well(began, which);
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration well(long began, int which) {
        if (!Patience.until(PATIENCE, () -> house.isWell(which))) {
            findings.add(Kind.STUCK, "Server " + (which + 1) + " was not well again within " + PATIENCE.toSeconds() + " s.");
        }
        return Patience.since(began);
    }
}
