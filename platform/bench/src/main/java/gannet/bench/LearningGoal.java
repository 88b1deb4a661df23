package gannet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a variant should have learned at the end, where there is a number for it.
final class LearningGoal {
    private LearningGoal() {}

    /// @param measured last, by name
    static List<Figure> of(String variant, Map<String, Double> measured) {
        return switch (variant) {
            case "cyclegan" -> translated(measured);
            case "3d-gan" -> behind(measured, "voxels accuracy", "features accuracy", 0, "raw voxels ahead of what the discriminator learned");
            case "srgan" -> enlarged(measured);
            default -> List.of();
        };
    }

    /// Where true partners are known: at least 15 % nearer to them than the untranslated picture is.
    private static List<Figure> translated(Map<String, Double> measured) {
        var untranslated = measured.get("to partner, untranslated");
        var figures = new ArrayList<Figure>();
        for (var way : List.of("A → B", "B → A")) {
            var translated = measured.get("to partner, " + way);
            if (untranslated != null && translated != null) {
                figures.add(Figure.atMost(0.85, "distance to the true partner, " + way + " : untranslated", translated / untranslated, ""));
            }
        }
        return figures;
    }

    /// At least half a decibel above bicubic.
    private static List<Figure> enlarged(Map<String, Double> measured) {
        var figures = new ArrayList<Figure>();
        measured.forEach((name, value) -> {
            var bicubic = measured.get(name + " of bicubic");
            if (bicubic != null && name.startsWith("PSNR")) {
                figures.add(Figure.atMost(-0.5, "bicubic's " + name + " less ours", bicubic - value, "dB"));
            }
        });
        return figures;
    }

    private static List<Figure> behind(Map<String, Double> measured, String one, String other, double most, String name) {
        var first = measured.get(one);
        var second = measured.get(other);
        return first == null || second == null ? List.of() : List.of(Figure.atMost(most, name, first - second, ""));
    }
}
