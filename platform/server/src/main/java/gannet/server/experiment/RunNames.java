package gannet.server.experiment;

import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What runs are called: "Shapes first try · image size 32 · seed 1". In a sweep, what differs between its runs is named.
final class RunNames {
    private static final int CHANGES_IN_A_NAME = 3;
    private static final int LONGEST = 300;

    private final String experiment;
    private final Schema settings;
    private final Collection<String> axes;

    /// @param settings those of the variant and of the training    @param axes settings that differ between the experiment's runs
    RunNames(String experiment, Schema settings, Collection<String> axes) {
        this.experiment = experiment;
        this.settings = settings;
        this.axes = axes;
    }

    /// @param own the variant's settings
    String of(Map<String, Object> own, Map<String, Object> training) {
        var parts = new ArrayList<String>();
        parts.add(experiment);
        if (axes.isEmpty()) {
            own.entrySet().stream().filter(setting -> !isDefault(setting.getKey(), setting.getValue())).limit(CHANGES_IN_A_NAME)
                    .forEach(setting -> parts.add(part(setting.getKey(), setting.getValue())));
        }
        for (var axis : axes) {
            if (!axis.equals("seed")) {
                parts.add(part(axis, Objects.requireNonNullElse(own.get(axis), training.getOrDefault(axis, ""))));
            }
        }
        parts.add("seed " + training.get("seed"));
        var name = String.join(" · ", parts);
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private String part(String setting, Object value) { return label(setting) + " " + written(value); }

    /// 0.0002, not 2.0E-4
    private static String written(Object value) {
        return value instanceof Double number ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : value.toString();
    }

    /// "image size" for `imageSize`
    private String label(String setting) {
        var label = settings.find(setting).map(Parameter::label).orElse(setting);
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private boolean isDefault(String setting, Object value) {
        return settings.find(setting).map(parameter -> new Schema(List.of(parameter)).defaults().getOrDefault(setting, "").equals(value)).orElse(false);
    }
}
