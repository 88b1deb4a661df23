package gannet.bench;

import gannet.server.queue.Priority;
import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Snapshot;
import gannet.server.queue.simulation.Order;
import gannet.server.queue.simulation.Simulation;
import gannet.server.queue.simulation.Witness;
import gannet.server.queue.simulation.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A week of work under the real order, beside first come, first served: shares, waits, and whether forecasts came true.
final class OrderBenchmark implements Benchmark {
    @Override public String name() { return "order"; }
    @Override public String summary() { return "[--seed n] [--pictures folder]: a simulated week: shares, waits and forecasts, beside first come, first served"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int seed = arguments.number("--seed", 1);
        var pictures = arguments.text("--pictures", "docs/pictures").map(Path::of);
        arguments.end();
        var workload = Week.of(seed);
        var forecasts = new Forecasts();
        var shares = new SharesOverTime();
        var ours = new Simulation(workload, Order.GANNET, new Witness() {
            @Override public void before(Simulation simulation, Snapshot snapshot, Plan plan) {
                forecasts.before(simulation);
                shares.before(simulation);
            }

            @Override public void after(Simulation simulation) { shares.after(simulation); }
        }).run();
        var fifo = new Simulation(workload, new Fifo(), new Witness() {}).run();
        if (pictures.isPresent()) {
            Files.createDirectories(pictures.get());
            Files.writeString(pictures.get().resolve("queue-shares.svg"), shares.picture());
            Files.writeString(pictures.get().resolve("queue-waits.svg"), WaitsPicture.of(Waits.of(ours), Waits.of(fifo)));
        }
        return report(workload, ours, fifo, forecasts, shares);
    }

    private Report report(Workload workload, Simulation ours, Simulation fifo, Forecasts forecasts, SharesOverTime shares) throws Exception {
        var figures = new ArrayList<Figure>();
        for (int team = 0; team < Week.TEAMS.size(); team++) {
            double due = Week.WEIGHTS[team] / Arrays.stream(Week.WEIGHTS).sum();
            figures.add(Figure.told("%s: due %.0f %%, had while all had work".formatted(Week.TEAMS.get(team), 100 * due), 100 * shares.share(team), "%"));
        }
        for (var priority : List.of(Priority.values()).reversed()) {
            for (var simulation : List.of(ours, fifo)) {
                var who = simulation == ours ? "Gannet" : "first come, first served";
                var list = Waits.of(simulation).of(priority);
                figures.add(Figure.told("%s under %s: median wait".formatted(priority, who), Stopwatch.median(list), "h"));
                figures.add(Figure.told("%s under %s: 95 %%".formatted(priority, who), Stopwatch.quantile(list, 0.95), "h"));
                figures.add(Figure.told("%s under %s: worst".formatted(priority, who), Stopwatch.quantile(list, 1), "h"));
            }
        }
        figures.add(Figure.told("devices in use, Gannet", 100 * inUse(ours), "%"));
        figures.add(Figure.told("devices in use, first come, first served", 100 * inUse(fifo), "%"));
        figures.add(Figure.told("forecast of the start when a job came, median error", Stopwatch.median(forecasts.errors(ours)), "h"));
        figures.add(Figure.told("the same as a part of its wait, of those that waited an hour", 100 * Stopwatch.median(forecasts.parts(ours)), "%"));
        figures.add(Figure.told("forecast an hour before the start, median error", Stopwatch.median(forecasts.late(ours)), "h"));
        return new Report(name(), Machine.here(), figures, List.of(
                "%,d jobs in %d days on %d GPUs; waits of jobs that have not started count as far as they went.".formatted(workload.work().size(), Week.DAYS, workload.slots().size()),
                "Simulated, so the machine does not matter; --seed makes another week, --pictures draws it."));
    }

    private static double inUse(Simulation simulation) {
        var workload = simulation.workload();
        return simulation.lives().stream().mapToDouble(life -> life.work.need().devices() * life.served(workload.end()).toSeconds()).sum()
                / (workload.slots().size() * Duration.between(Workload.BEGIN, workload.end()).toSeconds());
    }
}
