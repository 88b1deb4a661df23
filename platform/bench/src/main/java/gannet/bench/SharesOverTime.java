package gannet.bench;

import gannet.server.queue.simulation.Life;
import gannet.server.queue.simulation.Simulation;
import gannet.server.queue.simulation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Which team had how much of the devices, hour by hour, and what it was due.
final class SharesOverTime {
    private static final int HOURS = Week.DAYS * 24;
    private static final int WINDOW = 24;
    private static final String[] DASHES = {"", "2 3", "8 3"};

    private final double[][] seconds = new double[Week.TEAMS.size()][HOURS];
    private final double[] whileAllHadWork = new double[Week.TEAMS.size()];
    private final int[] held = new int[Week.TEAMS.size()];
    private boolean allHaveWork;
    private Instant last = Workload.BEGIN;

    void before(Simulation simulation) {
        for (int team = 0; team < held.length; team++) {
            for (var from = last; from.isBefore(simulation.now()); ) {
                int hour = (int) Duration.between(Workload.BEGIN, from).toHours();
                var to = Workload.BEGIN.plus(Duration.ofHours(hour + 1));
                to = to.isBefore(simulation.now()) ? to : simulation.now();
                double spent = held[team] * Duration.between(from, to).toMillis() / 1000.0;
                seconds[team][Math.min(hour, HOURS - 1)] += spent;
                whileAllHadWork[team] += allHaveWork ? spent : 0;
                from = to;
            }
        }
        last = simulation.now();
    }

    void after(Simulation simulation) {
        for (int team = 0; team < held.length; team++) {
            var id = Week.team(team);
            held[team] = simulation.open().stream().filter(life -> life.holds() && life.work.team().equals(id)).mapToInt(life -> life.work.need().devices()).sum();
        }
        allHaveWork = IntStream.range(0, held.length).allMatch(team ->
                simulation.open().stream().filter(Life::waits).anyMatch(life -> life.work.team().equals(Week.team(team))));
    }

    /// Of the device time in which every team had a job waiting.
    double share(int team) { return whileAllHadWork[team] / Arrays.stream(whileAllHadWork).sum(); }

    /// Of the last day.
    private double share(int team, int hour) {
        double own = 0;
        double all = 0;
        for (int at = Math.max(0, hour - WINDOW + 1); at <= hour; at++) {
            own += seconds[team][at];
            for (var one : seconds) {
                all += one[at];
            }
        }
        return own / all;
    }

    String picture() {
        var drawing = new Drawing(720, 280, "Shares of device time over a week, against what each team is due");
        double weights = Arrays.stream(Week.WEIGHTS).sum();
        for (int percent = 0; percent <= 75; percent += 25) {
            drawing.line("hair", x(0), y(percent / 100.0), x(HOURS), y(percent / 100.0));
            drawing.text("axis end", x(0) - 6, y(percent / 100.0) + 4, percent + " %");
        }
        var days = new String[] {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
        for (int day = 0; day < Week.DAYS; day++) {
            drawing.text("axis", x(day * 24 + 2), 252, days[day % 7]);
        }
        for (int team = 0; team < held.length; team++) {
            var points = new StringBuilder();
            for (int hour = 6; hour < HOURS; hour += 2) {
                points.append("%.0f,%.1f ".formatted(x(hour), y(share(team, hour))));
            }
            drawing.path("run", DASHES[team], points.toString().strip());
        }
        label(drawing);
        Arrays.stream(Week.WEIGHTS).distinct().forEach(weight -> {
            drawing.line("due", x(0), y(weight / weights), x(HOURS), y(weight / weights));
            drawing.text("axis", x(0) + 4, y(weight / weights) - 5, "due by weight: %.0f %%".formatted(100 * weight / weights));
        });
        drawing.text("axis", x(0), 272, "Share of all device time in the last 24 hours, while more is asked for than there is");
        return drawing.svg();
    }

    /// At the ends of the lines, but not on one another.
    private void label(Drawing drawing) {
        double last = Double.NEGATIVE_INFINITY;
        for (int team : IntStream.range(0, held.length).boxed().sorted(Comparator.comparingDouble(one -> y(share(one, HOURS - 1)))).toList()) {
            last = Math.max(last + 15, y(share(team, HOURS - 1)) + 4);
            drawing.text("ink", x(HOURS) + 6, last, Week.TEAMS.get(team));
        }
    }

    private static double x(double hour) { return 48 + 600 * hour / HOURS; }

    private static double y(double share) { return 232 - 285 * share; }
}
