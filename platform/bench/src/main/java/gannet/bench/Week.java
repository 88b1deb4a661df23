package gannet.bench;

import gannet.server.queue.Hardware;
import gannet.server.queue.Priority;
import gannet.server.queue.plan.Machine;
import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.Rules;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.TeamShare;
import gannet.server.queue.simulation.Work;
import gannet.server.queue.simulation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A busy week of three teams that share eight GPUs of two machines: more is asked for than there is, mostly by day, and the team
/// that is due least asks for most.
final class Week {
    static final List<String> TEAMS = List.of("Reef", "Meadow", "Fjord");
    static final double[] WEIGHTS = {2, 1, 1};
    static final int DAYS = 7;
    private static final int MACHINES = 2;
    private static final int GPUS = 4;
    private static final int PEOPLE = 4;

    /// What each asks for, as a part of all device time.
    private static final double[] DEMAND = {0.58, 0.33, 0.55};

    private final Random random;
    private final List<Work> work = new ArrayList<>();
    private long jobs;

    private Week(long seed) { random = new Random(seed); }

    static UUID team(int team) { return new UUID(0, 2000 + team); }

    static Workload of(long seed) {
        var week = new Week(seed);
        var slots = new ArrayList<Slot>();
        var machines = new ArrayList<Machine>();
        for (int machine = 1; machine <= MACHINES; machine++) {
            machines.add(new Machine(new UUID(0, 1000 + machine), 256_000));
            for (int gpu = 0; gpu < GPUS; gpu++) {
                slots.add(new Slot(machines.getLast().server(), "gpu-" + gpu, true, 24_000, true));
            }
        }
        var teams = new ArrayList<TeamShare>();
        for (int team = 0; team < TEAMS.size(); team++) {
            teams.add(new TeamShare(team(team), WEIGHTS[team], 0, null));
            week.launches(team, DEMAND[team] * MACHINES * GPUS * DAYS * 86_400);
        }
        week.work.sort(Comparator.comparing(Work::since));
        var patience = Map.of(Priority.URGENT, Duration.ofHours(2), Priority.HIGH, Duration.ofHours(8), Priority.NORMAL, Duration.ofHours(24), Priority.LOW, Duration.ofHours(72));
        var rules = new Rules(10, patience, Duration.ofSeconds(60), Duration.ofHours(1), null, Map.of());
        return new Workload(seed, rules, slots, machines, teams, week.work, List.of(), Duration.ofDays(7), Duration.ofMinutes(10), Duration.ofMinutes(5),
                Workload.BEGIN.plus(Duration.ofDays(DAYS)));
    }

    /// Launches of one team until they ask for so many device-seconds; some launches are sweeps of several runs.
    private void launches(int team, double seconds) {
        double asked = 0;
        while (asked < seconds) {
            var since = time();
            var person = new UUID(0, 3000 + 10L * team + random.nextInt(PEOPLE));
            var priority = priority();
            int devices = random.nextDouble() < 0.12 ? 2 + 2 * random.nextInt(2) : 1;
            int runs = priority.compareTo(Priority.NORMAL) <= 0 && random.nextDouble() < 0.2 ? 4 + random.nextInt(9) : 1;
            double usual = (priority == Priority.URGENT ? 900 : 4500) * Math.exp(0.8 * random.nextGaussian());
            for (int run = 0; run < runs; run++) {
                var length = Duration.ofSeconds(Math.round(Math.clamp(usual * Math.exp(0.1 * random.nextGaussian()), 120, 36_000)));
                work.add(new Work(new UUID(0, ++jobs), since, team(team), person, priority, new Need(devices, Hardware.ANY, 0, 8_000), length, said(length), true,
                        Duration.ofSeconds(10 + random.nextInt(50))));
                asked += devices * length.toSeconds();
            }
        }
    }

    /// By day twice as often as by night, and early in the week rather than late.
    private Instant time() {
        while (true) {
            var time = Workload.BEGIN.plusSeconds(random.nextInt(DAYS * 86_400));
            var clock = time.atZone(ZoneOffset.UTC);
            boolean day = clock.getHour() >= 8 && clock.getHour() < 20;
            double often = (day ? 1 : 0.35) * (clock.getDayOfWeek().getValue() <= 5 ? 1 : 0.4);
            if (random.nextDouble() < often) {
                return time;
            }
        }
    }

    private Priority priority() {
        double dice = random.nextDouble();
        return dice < 0.06 ? Priority.URGENT : dice < 0.2 ? Priority.HIGH : dice < 0.8 ? Priority.NORMAL : Priority.LOW;
    }

    /// Nobody knows every sixth; others are a fifth off.
    private @Nullable Duration said(Duration length) {
        return random.nextInt(6) == 0 ? null : Duration.ofSeconds(Math.round(length.toSeconds() * Math.exp(0.2 * random.nextGaussian())));
    }
}
