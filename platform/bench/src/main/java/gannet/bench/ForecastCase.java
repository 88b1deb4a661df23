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
    private static final int STEPS = 4;

    static final List<Precision> PRECISIONS = List.of(Precision.FLOAT32, Precision.BFLOAT16);

    static List<ForecastCase> of(String variant) {
        return switch (variant) {
            case "dcgan" -> List.of(dcgan(32, 32, 64), dcgan(64, 64, 16), dcgan(64, 64, 64), dcgan(64, 64, 128), dcgan(128, 64, 32));
            case "cyclegan" -> List.of(cycleGan(128, 1), cycleGan(128, 4), cycleGan(256, 1));
            case "srgan" -> List.of(srgan(96, 4), srgan(96, 16), srgan(192, 4));
            case "stackgan" -> List.of(small(32), small(64), published(4), published(8));
            case "3d-gan" -> List.of(solid(32, 16), solid(64, 4), solid(64, 16));
            default -> throw new BenchmarkException("there are no measurements of the memory of " + variant + ".");
        };
    }

    private static ForecastCase dcgan(int side, int width, int batch) {
        return new ForecastCase("dcgan", side + " px", Map.of("imageSize", text(side), "width", text(width)), batch, Painted.SHAPES, 2 * batch, 64, STEPS);
    }

    private static ForecastCase cycleGan(int side, int batch) {
        return new ForecastCase("cyclegan", side + " px", Map.of("imageSize", text(side)), batch, Painted.STYLES, 2 * FEW, side, STEPS);
    }

    private static ForecastCase srgan(int side, int batch) {
        return new ForecastCase("srgan", side + " px", Map.of("cropSize", text(side), "pretrainingSteps", "2", "adversarialSteps", "3"),
                batch, Painted.PHOTOGRAPHS, FEW, 320, 5);
    }

    private static ForecastCase small(int batch) {
        var settings = new TreeMap<>(Map.of("imageSize", "16", "vocabulary", "500", "wordSize", "64", "embeddingSize", "256", "latentSize", "64",
                "generatorWidth", "64", "discriminatorWidth", "32", "residualBlocks", "2", "slopePenalty", "0.5"));
        return stackGan("16 and 64 px", settings, batch, 64);
    }

    private static ForecastCase published(int batch) { return stackGan("64 and 256 px", new TreeMap<>(), batch, 256); }

    /// One epoch each of reading and of both stages.
    private static ForecastCase stackGan(String name, Map<String, String> settings, int batch, int side) {
        settings.putAll(Map.of("readingEpochs", "1", "firstEpochs", "1", "secondEpochs", "1"));
        return new ForecastCase("stackgan", name, Map.copyOf(settings), batch, Painted.SHAPES, 3 * batch, side, 100);
    }

    /// As many objects as its evaluation looks at, unless told otherwise.
    private static ForecastCase solid(int side, int batch) {
        return new ForecastCase("3d-gan", side + " voxels", Map.of("side", text(side), "restAbove", "1"), batch, Painted.FURNITURE, 450, 32, STEPS);
    }

    private static String text(int number) { return Integer.toString(number); }
}
