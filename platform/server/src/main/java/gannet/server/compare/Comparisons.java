package gannet.server.compare;

import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.server.account.Person;
import gannet.server.compare.Comparison.Kind;
import gannet.server.compare.Comparison.Setting;
import gannet.server.experiment.Run;
import gannet.server.experiment.Runs;
import gannet.server.plugin.Variants;
import gannet.server.progress.Album;
import gannet.server.progress.Overlay;
import gannet.server.progress.SideBySide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compares runs, of one variant or of several.
public final class Comparisons {
    private final Runs runs;
    private final Variants variants;
    private final SideBySide progress;

    public Comparisons(Runs runs, Variants variants, SideBySide progress) {
        this.runs = runs;
        this.variants = variants;
        this.progress = progress;
    }

    /// Compares those that can be seen, and names the others.
    public Comparison of(Person who, List<Long> numbers) {
        var asked = List.copyOf(new LinkedHashSet<>(numbers));
        if (asked.size() > SideBySide.MOST_RUNS) {
            throw ProblemException.user("runs", "At most " + SideBySide.MOST_RUNS + " runs are compared at once, not " + asked.size() + "; leave out some.");
        }
        var found = asked.isEmpty() ? List.<Run>of() : runs.several(who, asked);
        var missing = asked.stream().filter(number -> found.stream().noneMatch(run -> run.number() == number)).toList();
        return new Comparison(found, missing, found.isEmpty() ? List.of() : settings(found, labels(who)), metrics(found));
    }

    /// @see SideBySide#curves
    public List<Overlay> curves(Person who, List<Long> numbers, List<String> metrics, Overlay.Axis axis, long from, long to, int points) {
        return progress.curves(who, numbers, metrics, axis, from, to, points);
    }

    /// @see SideBySide#samples
    public List<Album> samples(Person who, List<Long> numbers) { return progress.samples(who, numbers); }

    private static List<Setting> settings(List<Run> runs, Map<String, String> labels) {
        var settings = new ArrayList<Setting>();
        settings.add(setting("variant", "Variant", Kind.RUN, runs, Run::variantTitle));
        settings.add(setting("dataSet", "Data set", Kind.RUN, runs, Run::dataSet));
        settings.addAll(settings(runs, labels, Kind.VARIANT, Run::settings));
        settings.addAll(settings(runs, labels, Kind.TRAINING, Run::training));
        return List.copyOf(settings);
    }

    /// Settings of different variants that have one name are taken for one.
    private static List<Setting> settings(List<Run> runs, Map<String, String> labels, Kind kind, Function<Run, Map<String, Object>> of) {
        var names = new LinkedHashSet<String>();
        runs.forEach(run -> names.addAll(of.apply(run).keySet()));
        return names.stream().map(name -> setting(name, Objects.requireNonNullElse(labels.get(name), name), kind, runs, run -> of.apply(run).get(name))).toList();
    }

    private static Setting setting(String name, String label, Kind kind, List<Run> runs, Function<Run, @Nullable Object> value) {
        var values = new ArrayList<@Nullable Object>();
        runs.forEach(run -> values.add(value.apply(run)));
        return new Setting(name, label, kind, Collections.unmodifiableList(values), values.stream().map(String::valueOf).distinct().count() == 1);
    }

    private Map<String, String> labels(Person who) {
        var labels = new HashMap<String, String>();
        variants.list(who).forEach(card -> name(labels, card.settings()));
        name(labels, Schema.of(Training.class).parameters());
        return labels;
    }

    private static void name(Map<String, String> labels, List<Parameter> parameters) {
        parameters.forEach(parameter -> labels.putIfAbsent(parameter.name(), parameter.label()));
    }

    private static List<String> metrics(List<Run> runs) {
        var counts = new TreeMap<String, Integer>();
        runs.forEach(run -> run.losses().keySet().forEach(name -> counts.merge(name, 1, Integer::sum)));
        return counts.entrySet().stream().sorted(Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue()).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).toList();
    }
}
