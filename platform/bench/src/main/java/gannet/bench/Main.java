package gannet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `./gannet bench`: lists the benchmarks, or takes one.
public final class Main {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new StepBenchmark(), new LearnBenchmark(), new MemoryBenchmark(), new EnlargeBenchmark(), new CaptionBenchmark(),
            new ForecastBenchmark(), new RepeatBenchmark(), new StartBenchmark(), new KillBenchmark(), new OrderBenchmark(), new QueueBenchmark(),
            new GalleryBenchmark(), new PagesBenchmark(), new DoctorBenchmark(), new LoadBenchmark(), new PluginsBenchmark());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var rest = new ArrayList<>(List.of(arguments));
        boolean json = rest.remove("--json");
        if (rest.isEmpty()) {
            System.out.println(list());
            return;
        }
        var name = rest.removeFirst();
        var chosen = BENCHMARKS.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
        if (chosen.isEmpty()) {
            System.err.println("There is no benchmark '" + name + "'.\n" + list());
            System.exit(1);
            return;
        }
        try {
            var report = chosen.get().measure(List.copyOf(rest));
            System.out.println(json ? report.json() : report.table());
            System.exit(report.met() ? 0 : 3);
        } catch (BenchmarkException problem) {
            System.err.println("gannet bench " + name + ": " + problem.getMessage());
            System.exit(1);
        }
    }

    private static String list() {
        return BENCHMARKS.stream().map(benchmark -> "  %-8s %s".formatted(benchmark.name(), benchmark.summary()))
                .collect(Collectors.joining("\n", "./gannet bench <name> [--json]\n", ""));
    }
}
