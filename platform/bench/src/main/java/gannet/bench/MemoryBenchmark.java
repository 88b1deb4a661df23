package gannet.bench;

import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Tiny networks in training for a long time: what the process holds must not grow, and what they report must stay finite.
final class MemoryBenchmark implements Benchmark {
    private static final double MOST_GROWTH = 16;
    private static final int SETTLING = 10;
    private static final int BATCH = 4;
    private static final Map<String, Map<String, String>> TINY = Map.of(
            "dcgan", Map.of("imageSize", "16", "width", "8", "averaging", "0.9"),
            "cyclegan", Map.of("imageSize", "32", "width", "8", "residualBlocks", "1", "poolSize", "10"),
            "srgan", Map.of("cropSize", "32", "residualBlocks", "1", "width", "8"),
            "stackgan", Map.of("imageSize", "16", "enlargement", "2", "vocabulary", "20", "wordSize", "8", "embeddingSize", "16",
                    "conditionSize", "8", "latentSize", "8", "generatorWidth", "8", "discriminatorWidth", "8", "residualBlocks", "1"),
            "3d-gan", Map.of("side", "16", "latentSize", "8", "width", "4", "restAbove", "1"));

    @Override public String name() { return "memory"; }

    @Override public String summary() { return "[variant] [--steps n] [--threads n]: tiny trainings of 2,000 steps in each phase; does memory grow?"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int steps = arguments.number("--steps", 2000);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        var chosen = arguments.word("variant", Stream.concat(Stream.of("all"), StepCase.VARIANTS.stream()).toList());
        arguments.end();

        TorchEngine.start(threads);
        var figures = new ArrayList<Figure>();
        var cache = Files.createTempDirectory("gannet-bench");
        try (var host = PluginHost.start(cache)) {
            for (var id : chosen.equals("all") ? StepCase.VARIANTS : List.of(chosen)) {
                var variant = Plugins.variant(host, id);
                for (var compute : List.of(Compute.FLOAT32_CHANNELS_LAST, Compute.BFLOAT16_CHANNELS_LAST)) {
                    figures.addAll(train(variant, compute, steps));
                }
            }
        } finally {
            Folders.remove(cache);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "Resident memory of the process, Java's garbage collected, after a tenth of the steps and after all " + steps + ".",
                "Every value that any step reported was finite."));
    }

    private static List<Figure> train(Variant<?, ?> variant, Compute compute, int steps) throws IOException {
        var figures = new ArrayList<Figure>();
        try (var trainee = Trainee.of(variant, TINY.getOrDefault(variant.id(), Map.of()), compute, BATCH)) {
            for (var phase : trainee.phases()) {
                var name = variant.id() + ", " + phase.name() + ", " + (compute == Compute.BFLOAT16_CHANNELS_LAST ? "bfloat16" : "float32");
                double settled = Double.NaN;
                for (int step = 1; step <= steps; step++) {
                    trainee.step(phase);
                    finite(trainee, name, step);
                    if (step == Math.max(1, steps / SETTLING)) {
                        settled = Resident.megabytes();
                    }
                }
                double end = Resident.megabytes();
                figures.add(Figure.told(name + ": at the end", end, "MB"));
                figures.add(Figure.atMost(MOST_GROWTH, name + ": grown by", end - settled, "MB"));
            }
        }
        return figures;
    }

    private static void finite(Trainee trainee, String name, int step) {
        trainee.reported().forEach((value, number) -> {
            if (!Double.isFinite(number)) {
                throw new BenchmarkException(String.format(Locale.ROOT, "%s: \"%s\" is %s in step %d.", name, value, number, step));
            }
        });
    }
}
