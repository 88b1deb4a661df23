package gannet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import gannet.data.Painted;
import gannet.host.BundleInspection;
import gannet.host.PluginHost;
import gannet.parameters.Settings;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.Training;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Trains the same run in many fresh worker processes, on a machine that is kept busy, and compares the final checkpoints.
final class RepeatBenchmark implements Benchmark {
    private static final int STEPS = 20;

    @Override public String name() { return "repeat"; }

    @Override public String summary() {
        return "[--processes n] [--threads n]: one tiny DCGAN in 100 fresh worker processes under load; how many results?";
    }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int processes = arguments.number("--processes", 100);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        arguments.end();

        var folder = Files.createTempDirectory("gannet-repeat");
        var precisions = List.of(Training.Precision.FLOAT32, Training.Precision.BFLOAT16);
        var figures = new ArrayList<Figure>();
        var load = new Load(Runtime.getRuntime().availableProcessors());
        try {
            for (var precision : precisions) {
                var results = trainAll(orders(folder, precision, threads), processes / precisions.size());
                var name = "different results in " + processes / precisions.size() + " processes, " + precision.name().toLowerCase(Locale.ROOT);
                figures.add(Figure.atMost(1, name, results.size(), ""));
            }
        } finally {
            load.close();
            Folders.remove(folder);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                STEPS + " steps each with " + threads + " threads; as many processes at once as there are cores, beside as many that only make work.",
                "A result is the contents of all arrays in the final checkpoint: networks, optimizers and their moments."));
    }

    private interface Orders { Order of(String run); }

    private static Orders orders(Path folder, Training.Precision precision, int threads) throws IOException {
        var jar = Plugins.file("dcgan");
        var inspection = BundleInspection.of(jar);
        var plugin = new Order.Plugin(inspection.id(), inspection.version(), inspection.sha256(), jar.toAbsolutePath());
        var pictures = folder.resolve("pictures " + precision);
        var data = new Order.Data("painted", pictures, Painted.SHAPES.write(Files.createDirectories(pictures), 64, 16, 1).hash());
        var training = Settings.bind(Training.class, Map.of("steps", STEPS, "batchSize", 16, "seed", 7, "precision", precision.name()));
        try (var host = PluginHost.start(Files.createTempDirectory(folder, "host"))) {
            var variant = host.install(jar).variant("dcgan").orElseThrow();
            var settings = Settings.toMap(variant.settings(Map.of("imageSize", "16", "width", "16", "latentSize", "32")));
            return run -> new Order(run, plugin, "dcgan", settings, training, data, "cpu", threads, null);
        }
    }

    /// How often each result came out.
    private static Map<String, Integer> trainAll(Orders orders, int processes) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("gannet-runs");
        var results = new HashMap<String, Integer>();
        try (var atOnce = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var running = new ArrayList<Future<String>>();
            for (int i = 0; i < processes; i++) {
                var run = "run" + i;
                running.add(atOnce.submit(() -> train(folder.resolve(run), orders.of(run))));
            }
            for (var one : running) {
                results.merge(one.get(), 1, Integer::sum);
                System.err.print("\r" + results.values().stream().mapToInt(Integer::intValue).sum() + " of " + processes + ": " + results.size() + " different ");
            }
            System.err.println();
        } catch (ExecutionException failed) {
            throw new BenchmarkException(String.valueOf(failed.getCause()));
        } finally {
            Folders.remove(folder);
        }
        return results;
    }

    private static String train(Path folder, Order order) throws IOException, InterruptedException {
        var directory = RunDirectory.create(folder, order);
        WorkerCommand.ofThisInstallation().start(directory).waitFor();
        var exit = directory.exit().orElseThrow(() -> new BenchmarkException("a worker was killed; its log is " + directory.log() + "."));
        if (exit.outcome() != Exit.Outcome.FINISHED) {
            throw new BenchmarkException("a worker ended early: " + exit.reason());
        }
        var checkpoint = directory.checkpoints().resolve(Integer.toString(STEPS));
        var arrays = new TreeMap<String, String>();
        new ObjectMapper().readTree(checkpoint.resolve("state.json").toFile()).path("parts")
                .properties().forEach(part -> arrays.put(part.getKey(), part.getValue().path("sha256").asText()));
        if (arrays.isEmpty()) {
            throw new BenchmarkException("the final checkpoint of a run has no arrays.");
        }
        Folders.remove(folder);
        return arrays.toString();
    }

    /// Keeps the processors busy and the memory moving, so that threads are interrupted anywhere.
    private static final class Load {
        private final Thread[] threads;

        Load(int count) {
            threads = new Thread[count];
            Arrays.setAll(threads, i -> Thread.ofPlatform().daemon().name("load " + i).start(Load::work));
        }

        private static void work() {
            var junk = new long[1 << 16];
            while (!Thread.currentThread().isInterrupted()) {
                junk = Arrays.copyOf(junk, 1 << 16);
                for (int i = 1; i < junk.length; i++) {
                    junk[i] += junk[i - 1] * 31 + i;
                }
            }
        }

        void close() {
            for (var thread : threads) {
                thread.interrupt();
            }
        }
    }
}
