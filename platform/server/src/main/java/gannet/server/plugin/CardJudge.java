package gannet.server.plugin;

import gannet.host.PluginReport;
import gannet.host.VariantDescription;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.server.plugin.PluginStore.Kept;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges what a worker said of a plugin, which the plugin's own code may have said in its place: nothing of it is kept before it is
/// within bounds, agrees with the file's manifest, and holds together.
final class CardJudge {
    private static final int MOST_SETTINGS = 500;
    private static final int MOST_PRESETS = 100;
    private static final int LONG = 5000;
    private static final int SHORT = 300;
    private static final int LARGEST_PICTURE = 2 << 20;
    private static final int WIDEST = 4096;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Kept plugin;
    private final List<String> problems = new ArrayList<>();

    private CardJudge(Kept plugin) { this.plugin = plugin; }

    /// Everything that is wrong, in sentences; empty if the report may be kept.
    static List<String> problems(Kept plugin, PluginReport report) {
        var judge = new CardJudge(plugin);
        try {
            judge.judge(report);
        } catch (RuntimeException e) {       // a null where none may be, a text that is no number: whatever JSON allows and a card does not
            judge.problems.add("Its card cannot be read (" + e + ").");
        }
        return judge.problems.stream().distinct().limit(50).toList();
    }

    private void judge(PluginReport report) {
        if (!report.id().equals(plugin.id()) || !report.version().equals(plugin.version()) || !report.sha256().equals(plugin.sha256())) {
            problems.add("Its card says that it is %s %s with SHA-256 %s, but its file is %s %s with %s.".formatted(
                    cut(report.id()), cut(report.version()), cut(report.sha256()), plugin.id(), plugin.version(), plugin.sha256()));
        }
        if (report.variants().size() != plugin.inspected().variants().size()) {
            problems.add("Its card shows %d variants, but its manifest names %d.".formatted(report.variants().size(), plugin.inspected().variants().size()));
        }
        var ids = new HashSet<String>();
        for (var variant : report.variants()) {
            if (!variant.id().matches("[a-z0-9]+(-[a-z0-9]+)*") || variant.id().length() > 100) {
                problems.add("A variant's id is made of lower-case letters, digits and single dashes, not \"" + cut(variant.id()) + "\".");
            } else if (!ids.add(variant.id())) {
                problems.add("Two of its variants are called " + variant.id() + ".");
            }
            judge(variant);
        }
        pictures(report.pictures(), ids);
        pictures(report.samples(), ids);
        report.checks().stream().filter(check -> !check.passed()).findFirst().ifPresent(check -> problems.add(
                (check.variant().isEmpty() ? "It" : "Its variant " + cut(check.variant())) + " failed at \"" + cut(check.name()) + "\": " + cut(check.words())));
    }

    private void judge(VariantDescription variant) {
        var name = cut(variant.id());
        text(name, "title", variant.title(), SHORT, true);
        text(name, "summary", variant.summary(), SHORT, true);
        text(name, "idea", variant.idea(), LONG, true);
        text(name, "data", variant.data(), SHORT, true);
        text(name, "paper", variant.paper(), 1000, true);
        if (!variant.paper().matches("https?://[^\\s\"'<>]+")) {
            problems.add("The paper of " + name + " must be an address that begins with https://, not \"" + cut(variant.paper()) + "\".");
        }
        Objects.requireNonNull(variant.task(), "task");
        parameters(name, "setting", variant.settings());
        parameters(name, "wish", variant.request());
        if (variant.presets().size() > MOST_PRESETS) {
            problems.add(name + " has " + variant.presets().size() + " presets; at most " + MOST_PRESETS + " are shown.");
        }
        var training = Schema.of(Training.class);
        for (var preset : variant.presets()) {
            text(name, "name of a preset", preset.name(), SHORT, true);
            text(name, "help of a preset", preset.help(), LONG, false);
            variant.settings().check(preset.changes()).problems().forEach(problem -> problems.add("The preset " + cut(preset.name()) + " of " + name + " does not hold: " + problem.message()));
            training.check(preset.training()).problems().forEach(problem -> problems.add("The preset " + cut(preset.name()) + " of " + name + " does not hold: " + problem.message()));
        }
        variant.doctor().forEach(rule -> text(name, "doctor's rule", rule.name(), SHORT, true));
    }

    private void parameters(String variant, String kind, Schema schema) {
        if (schema.parameters().size() > MOST_SETTINGS) {
            problems.add(variant + " has " + schema.parameters().size() + " of " + kind + "; at most " + MOST_SETTINGS + " are shown.");
            return;
        }
        var names = new HashSet<String>();
        for (var parameter : schema.parameters()) {
            if (!parameter.name().matches("[A-Za-z_$][A-Za-z0-9_$]{0,99}") || !names.add(parameter.name())) {
                problems.add("The " + kind + " \"" + cut(parameter.name()) + "\" of " + variant + " has a name that no record can give, or has it twice.");
            }
            text(variant, "label of " + cut(parameter.name()), parameter.label(), SHORT, true);
            text(variant, "help of " + cut(parameter.name()), parameter.help(), LONG, true);
            text(variant, "group of " + cut(parameter.name()), parameter.group(), SHORT, false);
            text(variant, "unit of " + cut(parameter.name()), parameter.unit(), SHORT, false);
            if (!(parameter.min() <= parameter.max())) {
                problems.add("The range of " + cut(parameter.name()) + " in " + variant + " has no number in it: " + parameter.min() + " to " + parameter.max() + ".");
            }
            if (parameter.type() == Parameter.Type.CHOICE && parameter.choices().isEmpty()) {
                problems.add("The " + kind + " " + cut(parameter.name()) + " of " + variant + " has nothing to choose from.");
            }
            parameter.choices().forEach(choice -> text(variant, "choice of " + cut(parameter.name()), choice, SHORT, true));
        }
        schema.check(Map.of()).problems().forEach(problem -> problems.add("A default of " + variant + " does not hold: " + problem.message()));
    }

    private void pictures(Map<String, byte[]> pictures, HashSet<String> ids) {
        pictures.forEach((variant, png) -> {
            if (!ids.contains(variant)) {
                problems.add("It brings a picture of \"" + cut(variant) + "\", which is none of its variants.");
            } else if (png.length > LARGEST_PICTURE || png.length < 24 || !Arrays.equals(PNG, 0, PNG.length, png, 0, PNG.length)
                    || side(png, 16) < 1 || side(png, 20) < 1 || side(png, 16) > WIDEST || side(png, 20) > WIDEST) {
                problems.add("The picture of " + cut(variant) + " must be a PNG of at most " + (LARGEST_PICTURE >> 20) + " MB and " + WIDEST + " pixels a side.");
            }
        });
    }

    private static int side(byte[] png, int at) { return ByteBuffer.wrap(png, at, Integer.BYTES).getInt(); }

    private void text(String variant, String what, @Nullable String text, int most, boolean needed) {
        if (text == null || needed && text.isBlank()) {
            problems.add("The card of " + variant + " has no " + what + ".");
        } else if (text.length() > most) {
            problems.add("The " + what + " of " + variant + " has " + text.length() + " characters; at most " + most + " are shown.");
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            problems.add("The " + what + " of " + variant + " has characters that cannot be shown.");
        }
    }

    private static String cut(@Nullable String text) {
        var line = String.valueOf(text).replaceAll("\\p{Cntrl}", "·");
        return line.length() <= SHORT ? line : line.substring(0, SHORT) + "…";
    }
}
