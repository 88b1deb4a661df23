package gannet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.torch.TorchEngine;
import gannet.worker.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The trainings of one variant for [MemoryBenchmark], in a process of their own. Its last line is the figures, as JSON.
public final class MemoryTrial {
    private static final double MOST_GROWTH = 16;
    private static final int SETTLING = 10;
    private static final int BATCH = 4;
    /// Steps between two drawings, as a run has them by default, and here between two checkpoints too.
    private static final int LOOKS = 200;
    private static final Map<String, Map<String, String>> TINY = Map.of(
            "dcgan", Map.of("imageSize", "16", "width", "8", "averaging", "0.9"),
            "cyclegan", Map.of("imageSize", "32", "width", "8", "residualBlocks", "1", "poolSize", "10"),
            "srgan", Map.of("cropSize", "32", "residualBlocks", "1", "width", "8"),
            "stackgan", Map.of("imageSize", "16", "enlargement", "2", "vocabulary", "20", "wordSize", "8", "embeddingSize", "16",
                    "conditionSize", "8", "latentSize", "8", "generatorWidth", "8", "discriminatorWidth", "8", "residualBlocks", "1"),
            "3d-gan", Map.of("side", "16", "latentSize", "8", "width", "4", "restAbove", "1"));

    private MemoryTrial() {}

    /// @param arguments variant, steps in each phase, threads
    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[1]);
        TorchEngine.start(Integer.parseInt(arguments[2]));
        var figures = new ArrayList<Figure>();
        var cache = Files.createTempDirectory("gannet-bench");
        var written = Files.createTempDirectory("gannet-bench");
        try (var host = PluginHost.start(cache)) {
            var variant = Plugins.variant(host, arguments[0]);
            for (var compute : List.of(Compute.FLOAT32_CHANNELS_LAST, Compute.BFLOAT16_CHANNELS_LAST)) {
                figures.addAll(train(variant, compute, steps, new Checkpoints(written.resolve(compute.name()), LOOKS)));
            }
        } catch (BenchmarkException problem) {
            System.err.println(problem.getMessage());
            System.exit(1);
        } finally {
            Folders.remove(cache);
            Folders.remove(written);
        }
        System.out.println(new ObjectMapper().writeValueAsString(figures));
        System.exit(0);
    }

    private static List<Figure> train(Variant<?, ?> variant, Compute compute, int steps, Checkpoints checkpoints) throws IOException {
        var figures = new ArrayList<Figure>();
        try (var trainee = Trainee.of(variant, TINY.getOrDefault(variant.id(), Map.of()), compute, BATCH)) {
            for (var phase : trainee.phases()) {
                var name = variant.id() + ", " + phase.name() + ", " + (compute == Compute.BFLOAT16_CHANNELS_LAST ? "bfloat16" : "float32");
                double settled = Double.NaN;
                trainee.beginPhase();
                for (int step = 1; step <= steps; step++) {
                    trainee.step(phase);
                    finite(trainee, name, step);
                    if (step % LOOKS == 0 || step == steps) {
                        trainee.write(checkpoints, phase, compute);
                        trainee.look();
                    }
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
