package gannet.bench;

import gannet.data.Painted;
import gannet.run.Training.Precision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A short training whose memory is forecast and measured.
///
/// @param data what it learns from, `count` of a side of `side`, of which an epoch has few steps    @param steps enough for all phases
record ForecastCase(String variant, String name, Map<String, String> settings, int batch, Painted data, int count, int side, int steps) {
    private static final int FEW = 24;

    /// From the second one on the optimizers remember.
    private static final int STEPS = 3;

    static List<ForecastCase> of(String variant) {
        return switch (variant) {
            case "dcgan" -> List.of(dcgan(64, 32, 32), dcgan(64, 64, 16), dcgan(64, 64, 64), dcgan(128, 32, 64));
            case "cyclegan" -> List.of(cycleGan(64, 32, 2), cycleGan(64, 32, 8), cycleGan(128, 32, 2));
            case "srgan" -> List.of(srgan(64, 32, 4), srgan(96, 32, 8), srgan(96, 64, 4));
            case "stackgan" -> List.of(small(16), small(64), published());
            case "3d-gan" -> List.of(solid(32, 32, 8), solid(32, 64, 16), solid(64, 32, 8));
            default -> throw new BenchmarkException("there are no measurements of the memory of " + variant + ".");
        };
    }

    /// bfloat16 is slow on most processors, so that the first case of each variant has to do.
    List<Precision> precisions() { return of(variant).getFirst().equals(this) ? List.of(Precision.FLOAT32, Precision.BFLOAT16) : List.of(Precision.FLOAT32); }

    private static ForecastCase dcgan(int side, int width, int batch) {
        return new ForecastCase("dcgan", named(side, "px", width), Map.of("imageSize", text(side), "width", text(width)), batch, Painted.SHAPES, 2 * batch, 64, STEPS);
    }

    private static ForecastCase cycleGan(int side, int width, int batch) {
        return new ForecastCase("cyclegan", named(side, "px", width), Map.of("imageSize", text(side), "width", text(width)), batch, Painted.STYLES, 2 * FEW, side, STEPS);
    }

    /// One step of the first phase, then the second one.
    private static ForecastCase srgan(int side, int width, int batch) {
        return new ForecastCase("srgan", named(side, "px", width),
                Map.of("cropSize", text(side), "width", text(width), "pretrainingSteps", "1", "adversarialSteps", text(STEPS)),
                batch, Painted.PHOTOGRAPHS, FEW, 192, 1 + STEPS);
    }

    private static ForecastCase small(int batch) {
        var settings = new TreeMap<>(Map.of("imageSize", "16", "vocabulary", "500", "wordSize", "64", "embeddingSize", "256", "latentSize", "64",
                "generatorWidth", "64", "discriminatorWidth", "32", "residualBlocks", "2", "slopePenalty", "0.5"));
        return stackGan("16 and 64 px, thin", settings, batch, 64);
    }

    private static ForecastCase published() { return stackGan("64 and 256 px", new TreeMap<>(), 2, 256); }

    /// One epoch each of reading and of both stages.
    private static ForecastCase stackGan(String name, Map<String, String> settings, int batch, int side) {
        settings.putAll(Map.of("readingEpochs", "1", "firstEpochs", "1", "secondEpochs", "1"));
        return new ForecastCase("stackgan", name, Map.copyOf(settings), batch, Painted.SHAPES, 3 * batch, side, 100);
    }

    /// As many objects as its evaluation looks at, unless told otherwise.
    private static ForecastCase solid(int side, int width, int batch) {
        return new ForecastCase("3d-gan", named(side, "voxels", width), Map.of("side", text(side), "width", text(width), "restAbove", "1"),
                batch, Painted.FURNITURE, 450, 32, STEPS);
    }

    private static String named(int side, String unit, int width) { return side + " " + unit + ", width " + width; }

    private static String text(int number) { return Integer.toString(number); }
}
