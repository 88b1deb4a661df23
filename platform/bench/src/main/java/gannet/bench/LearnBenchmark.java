package gannet.bench;

import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A training as people start it, by `./gannet train` in a process of its own, and what the variant measured on the way.
final class LearnBenchmark implements Benchmark {
    private static final int MINUTES = 20;
    /// How many points in time are told, from the first to the last.
    private static final int TOLD = 5;

    @Override public String name() { return "learn"; }

    @Override public String summary() {
        return "<variant> --data <zip or folder> [--minutes n] [flags of train]: the small preset, and its own quality numbers over time";
    }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int minutes = arguments.number("--minutes", MINUTES);
        var variant = arguments.word("variant", StepCase.VARIANTS);
        var flags = arguments.rest();
        if (!flags.contains("--data")) {
            throw new BenchmarkException("say by --data what to learn from: a zip or a folder, or \"painted\" for Gannet's own.");
        }
        if (!flags.contains("--preset")) {
            flags.addAll(List.of("--preset", "small"));
        }
        var folder = Files.createTempDirectory("gannet-learn");
        try {
            var run = folder.resolve("run");
            long began = System.nanoTime();
            train(variant, run, flags, minutes);
            double took = (System.nanoTime() - began) / 60e9;
            return new Report("learn " + variant, Machine.here(), figures(variant, evaluations(run)), List.of(
                    String.format(Locale.ROOT, "%.1f minutes, start and measuring included: train %s %s.", took, variant, String.join(" ", flags)),
                    "Numbers are the variant's own, on examples that it did not learn from; its README says what each means."));
        } finally {
            Folders.remove(folder);
        }
    }

    private static void train(String variant, Path run, List<String> flags, int minutes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dgannet.home=" + System.getProperty("gannet.home"),
                "-cp", Path.of(System.getProperty("gannet.home"), "worker", "*").toString(), "gannet.worker.CommandLine",
                "train", variant, "--out", run.toString()));
        command.addAll(flags);
        var process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            RunDirectory.open(run).ask(RunDirectory.Request.STOP);
            process.waitFor();
        } else if (process.exitValue() != 0) {
            throw new BenchmarkException("the training failed; what it said stands above.");
        }
    }

    private static List<Event.Evaluated> evaluations(Path run) throws IOException {
        var found = new ArrayList<Event.Evaluated>();
        var batch = EventReader.read(RunDirectory.open(run).events(), 0, Integer.MAX_VALUE);
        for (var event : batch.events()) {
            if (event instanceof Event.Evaluated evaluated) {
                found.add(evaluated);
            }
        }
        if (found.isEmpty()) {
            throw new BenchmarkException("the variant measured nothing on these data in this time.");
        }
        return found;
    }

    private static List<Figure> figures(String variant, List<Event.Evaluated> evaluations) {
        var lines = new TreeMap<String, List<Event.Evaluated>>();
        evaluations.forEach(each -> each.values().keySet().forEach(name -> lines.computeIfAbsent(name, none -> new ArrayList<>()).add(each)));
        var figures = new ArrayList<Figure>();
        lines.forEach((name, points) -> points.stream().filter(point -> told(points, point))
                .forEach(point -> figures.add(Figure.told(name + ", step " + point.step(), point.values().getOrDefault(name, Double.NaN), ""))));
        figures.addAll(LearningGoal.of(variant, evaluations.getLast().values()));
        return figures;
    }

    /// A few, evenly spread, the first and the last among them.
    private static boolean told(List<Event.Evaluated> points, Event.Evaluated point) {
        int at = points.indexOf(point);
        int last = points.size() - 1;
        for (int i = 0; i < TOLD; i++) {
            if (at == Math.round((float) last * i / (TOLD - 1))) {
                return true;
            }
        }
        return false;
    }
}
