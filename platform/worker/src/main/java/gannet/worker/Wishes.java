package gannet.worker;

import gannet.host.Variant;
import gannet.host.VariantDescription;
import gannet.parameters.Nearest;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.worker.CommandLine.Given;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/// What a person asks of a run by flags, as text: by `--set` of the variant, by flags of their own of the training, and by
/// `--preset` of both. A single flag goes before the preset.
record Wishes(SortedMap<String, String> settings, SortedMap<String, String> training) {
    private static final Schema TRAINING = Schema.of(Training.class);

    static void addFlags(CommandSpec flags) {
        flags.addOption(CommandLine.flag("--preset", "<name>", "Settings under a name, which ./gannet describe lists; other flags change them further"))
                .addOption(CommandLine.flags("--set", "<name=value>", "A setting that differs from its default; may be repeated"));
        for (var parameter : TRAINING.parameters()) {
            var allowed = parameter.choices().isEmpty() ? "" : " (" + String.join(", ", parameter.choices()) + ")";
            flags.addOption(CommandLine.flag(flag(parameter), "<" + (parameter.choices().isEmpty() ? "n" : "word") + ">",
                    parameter.help() + allowed + "; default " + parameter.value()));
        }
    }

    /// Those of single flags alone.
    static Wishes of(Given given, List<Problem> problems) {
        var training = new TreeMap<String, String>();
        for (var parameter : TRAINING.parameters()) {
            if (given.has(flag(parameter))) {
                training.put(parameter.name(), given.flag(flag(parameter)));
            }
        }
        return new Wishes(given.assignments("--set", problems), training);
    }

    /// With a preset beneath, if one was named.
    Wishes above(String preset, VariantDescription variant, List<Problem> problems) {
        if (preset.isEmpty()) {
            return this;
        }
        var found = variant.presets().stream().filter(each -> each.name().equals(preset)).findFirst();
        if (found.isEmpty()) {
            var names = variant.presets().stream().map(VariantDescription.Preset::name).toList();
            problems.add(Problem.user("--preset", "There is no preset \"" + preset + "\"" + Nearest.to(preset, names).map(near -> "; did you mean " + near + "?").orElse(".")
                    + " " + variant.title() + " has: " + String.join(", ", names) + "."));
            return this;
        }
        var all = new Wishes(new TreeMap<>(found.get().changes()), new TreeMap<>(found.get().training()));
        all.settings.putAll(settings);
        all.training.putAll(training);
        return all;
    }

    /// What is wrong with the training's flags, in a person's words, who typed `--batch` and knows nothing of batchSize.
    List<Problem> trainingProblems() { return TRAINING.check(training).problems().stream().map(Wishes::asFlag).toList(); }

    /// The same for the least that the variant demands of a batch.
    List<Problem> batchProblems(Variant<?, ?> variant) {
        return variant.checkBatch(Settings.bind(Training.class, trainingValues()).batchSize()).stream().map(Wishes::asFlag).toList();
    }

    /// Complete.
    SortedMap<String, Object> trainingValues() { return TRAINING.check(training).values(); }

    private static Problem asFlag(Problem problem) {
        var flag = TRAINING.find(problem.where()).map(Wishes::flag).orElse(problem.where());
        return Problem.user(flag, problem.message().replaceFirst("^" + problem.where() + " ", flag + " "));
    }

    /// `--sample-every` for sampleEvery, `--batch` for batchSize.
    private static String flag(Parameter parameter) {
        return parameter.name().equals("batchSize") ? "--batch"
                : "--" + parameter.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
