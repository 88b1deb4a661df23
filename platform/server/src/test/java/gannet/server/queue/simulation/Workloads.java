package gannet.server.queue.simulation;

import gannet.server.queue.Hardware;
import gannet.server.queue.Priority;
import gannet.server.queue.plan.Machine;
import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.Rules;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.TeamShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Small workloads of every kind, each wholly given by its seed.
final class Workloads {
    static final int DAYS = 14;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final long seed;
    private final Random random;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Machine> machines = new ArrayList<>();
    private final List<TeamShare> teams = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private final List<Work> work = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    private Workloads(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    static UUID id(long number) { return new UUID(0, number); }

    /// Whatever can happen.
    ///
    /// @param honest whether jobs take as long as was said
    static Workload wild(long seed, boolean honest) {
        var made = new Workloads(seed);
        made.machines();
        made.people();
        made.work(5 + made.random.nextInt(35), Duration.ofHours(made.random.nextInt(24)), honest, true);
        made.deeds();
        return made.workload(made.rules(), Duration.ofDays(7), Duration.ofMinutes(20));
    }

    /// All is there from the start, nobody gives way, and everything takes as long as was said.
    static Workload calm(long seed) {
        var made = new Workloads(seed);
        made.machines();
        made.people();
        made.work(5 + made.random.nextInt(25), Duration.ZERO, true, false);
        return made.workload(made.rules(), Duration.ofDays(100_000), Duration.ZERO);
    }

    private Workload workload(Rules rules, Duration halfLife, Duration look) {
        work.sort(Comparator.comparing(Work::since));
        deeds.sort(Comparator.comparing(Deed::time));
        return new Workload(seed, rules, List.copyOf(slots), List.copyOf(machines), List.copyOf(teams), List.copyOf(work), List.copyOf(deeds),
                halfLife, Duration.ofMinutes(10), look, Workload.BEGIN.plus(Duration.ofDays(60)));
    }

    private boolean chance(double of) { return random.nextDouble() < of; }

    private <T> T one(List<T> of) { return of.get(random.nextInt(of.size())); }

    private void machines() {
        int count = 1 + random.nextInt(3);
        for (int machine = 1; machine <= count; machine++) {
            var server = id(1000 + machine);
            machines.add(new Machine(server, 16_000L * (1 + random.nextInt(4))));
            for (int gpu = random.nextInt(5); gpu > 0; gpu--) {
                slots.add(new Slot(server, "gpu-" + gpu, true, one(List.of(8_000L, 16_000L, 24_000L)), true));
            }
            for (int slot = random.nextInt(3); slot > 0; slot--) {
                slots.add(new Slot(server, "cpu-" + slot, false, 0, true));
            }
        }
        if (slots.isEmpty()) {
            slots.add(new Slot(machines.getFirst().server(), "cpu-1", false, 0, true));
        }
    }

    private void people() {
        int count = 1 + random.nextInt(4);
        for (int team = 1; team <= count; team++) {
            teams.add(new TeamShare(id(2000 + team), one(List.of(0.5, 1.0, 2.0, 3.0)), 0, chance(0.2) ? (Integer) (1 + random.nextInt(4)) : null));
        }
        int heads = 1 + random.nextInt(6);
        for (int person = 1; person <= heads; person++) {
            people.add(id(3000 + person));
        }
    }

    private Rules rules() {
        long hours = 1 + random.nextInt(3);
        var patience = Map.of(Priority.URGENT, Duration.ofHours(hours), Priority.HIGH, Duration.ofHours(2 * hours),
                Priority.NORMAL, Duration.ofHours(4 * hours), Priority.LOW, Duration.ofHours(8 * hours));
        return new Rules(2 + random.nextInt(9), patience, SOON, Duration.ofHours(1), chance(0.3) ? (Integer) (1 + random.nextInt(4)) : null,
                chance(0.2) ? Map.of(one(people), random.nextInt(4)) : Map.of());
    }

    private void work(int count, Duration within, boolean honest, boolean preemptible) {
        for (int job = 1; job <= count; job++) {
            var since = Workload.BEGIN.plusSeconds(within.isZero() ? 0 : random.nextLong(within.toSeconds() + 1));
            var length = Duration.ofSeconds(Math.round(300 * Math.exp(random.nextDouble() * Math.log(96)))); // 5 min to 8 h
            work.add(new Work(id(job), since, one(teams).team(), one(people), one(List.of(Priority.values())), need(), length,
                    said(length, honest), preemptible && chance(0.8), Duration.ofSeconds(random.nextInt(300))));
        }
    }

    private @Nullable Duration said(Duration length, boolean honest) {
        return honest ? length : chance(0.2) ? null : Duration.ofMillis(Math.round(length.toMillis() * Math.exp(random.nextGaussian() * 0.7)));
    }

    private Need need() {
        int devices = chance(0.7) ? 1 : 2 + random.nextInt(3);
        return new Need(devices, one(List.of(Hardware.ANY, Hardware.ANY, Hardware.GPU, Hardware.CPU)), one(List.of(0L, 0L, 10_000L, 20_000L)), one(List.of(0L, 0L, 4_000L, 12_000L)));
    }

    private void deeds() {
        for (var one : work) {
            if (chance(0.2)) {
                var time = one.since().plusSeconds(random.nextInt(36_000));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        deeds.add(new Deed.Pause(time, one.job()));
                        deeds.add(new Deed.Resume(time.plusSeconds(random.nextInt(20_000)), one.job()));
                    }
                    case 1 -> deeds.add(new Deed.Cancel(time, one.job()));
                    case 2 -> deeds.add(new Deed.Pin(time, one.job(), chance(0.8) ? (Double) random.nextDouble() : null));
                    default -> deeds.add(new Deed.Kill(time, one.job()));
                }
            }
        }
        for (int drain = random.nextInt(4); drain > 0; drain--) {
            var slot = one(slots);
            var time = Workload.BEGIN.plusSeconds(random.nextInt(80_000));
            deeds.add(new Deed.Drain(time, slot));
            deeds.add(new Deed.Enable(time.plusSeconds(random.nextInt(40_000)), slot));
        }
    }

    /// Enough work for every team at all times, of one class and on devices that are alike.
    static Workload overload(long seed) {
        var made = new Workloads(seed);
        var server = id(1001);
        made.machines.add(new Machine(server, 64_000));
        for (int gpu = 0; gpu < 8; gpu++) {
            made.slots.add(new Slot(server, "gpu-" + gpu, true, 24_000, true));
        }
        int count = 2 + made.random.nextInt(3);
        for (int team = 1; team <= count; team++) {
            made.teams.add(new TeamShare(id(2000 + team), 1 + made.random.nextInt(4), 0, null));
        }
        double weights = made.teams.stream().mapToDouble(TeamShare::weight).sum();
        long job = 1;
        for (var team : made.teams) {
            boolean gangs = made.chance(0.5);
            int minutes = 30 + made.random.nextInt(150); // teams' jobs differ in length
            double each = 60.0 * minutes * (gangs ? 1.25 : 1) / 8 * weights / team.weight(); // seconds from one start to the next, if it gets its share
            for (int i = 0; each / 1.2 * (i - 30) < DAYS * 86_400; i++) {
                var length = Duration.ofSeconds(30L * minutes + made.random.nextInt(60 * minutes));
                made.work.add(new Work(id(job++), Workload.BEGIN.plusSeconds(Math.max(0, Math.round(each / 1.2 * (i - 30)))), team.team(), id(3000 + i % 3), Priority.NORMAL,
                        new Need(gangs && i % 4 == 0 ? 2 : 1, Hardware.GPU, 0, 0), length, i % 5 == 0 ? null : length, true, SOON));
            }
        }
        made.work.sort(Comparator.comparing(Work::since));
        var never = new Rules(10, Map.of(Priority.NORMAL, Duration.ofDays(1000)), SOON, Duration.ofHours(1), null, Map.of());
        return new Workload(seed, never, List.copyOf(made.slots), List.copyOf(made.machines), List.copyOf(made.teams), List.copyOf(made.work), List.of(),
                Duration.ofDays(7), Duration.ofMinutes(10), Duration.ZERO, Workload.BEGIN.plus(Duration.ofDays(DAYS)));
    }

    /// A low job for two devices, and short urgent ones of another team without end.
    static Workload flood(long seed) {
        var made = new Workloads(seed);
        var server = id(1001);
        made.machines.add(new Machine(server, 64_000));
        for (int gpu = 0; gpu < 2; gpu++) {
            made.slots.add(new Slot(server, "gpu-" + gpu, true, 24_000, true));
        }
        made.teams.add(new TeamShare(id(2001), 1, 0, null));
        made.teams.add(new TeamShare(id(2002), 1000, 0, null));
        made.work.add(new Work(id(1), Workload.BEGIN, id(2001), id(3001), Priority.LOW, new Need(2, Hardware.GPU, 0, 0), Duration.ofHours(6), Duration.ofHours(6), true, SOON));
        for (int i = 0; i < 2000; i++) {
            var length = Duration.ofSeconds(600 + made.random.nextInt(3000));
            made.work.add(new Work(id(2 + i), Workload.BEGIN.plusSeconds(i * 600L), id(2002), id(3002), Priority.URGENT, new Need(1, Hardware.GPU, 0, 0), length,
                    i % 7 == 0 ? null : length, true, SOON));
        }
        var patience = Map.of(Priority.LOW, Duration.ofHours(10), Priority.URGENT, Duration.ofDays(1000));
        var rules = new Rules(10, patience, SOON, Duration.ofHours(1), null, Map.of());
        return new Workload(seed, rules, List.copyOf(made.slots), List.copyOf(made.machines), List.copyOf(made.teams), List.copyOf(made.work), List.of(),
                Duration.ofDays(7), Duration.ofMinutes(10), Duration.ZERO, Workload.BEGIN.plus(Duration.ofDays(10)));
    }
}
