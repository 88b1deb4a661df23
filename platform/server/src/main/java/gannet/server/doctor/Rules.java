package gannet.server.doctor;

import gannet.spi.DoctorRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rules for one run, the gravest first.
final class Rules {
    private Rules() {}

    /// @param variants the variant's own rules
    static List<Rule> of(List<DoctorRule> variants, Map<String, ?> settings) {
        var holding = variants.stream().filter(rule -> Thresholds.holds(rule, settings)).toList();
        var given = Thresholds.of(holding);
        var rules = new ArrayList<Rule>(Stream.of(Divergence.of(given), ModeCollapse.of(given), StrongDiscriminator.of(given), WeakDiscriminator.of(given),
                NoLearning.of(given), QualityFalls.of(given), Memorising.of(given),
                CheckerboardPattern.of(given)).filter(given::isOn).toList());
        holding.forEach(rule -> {
            if (rule.watch() != null && !rule.off()) {
                rules.add(new Watched(rule.name(), rule.watch()));
            }
        });
        return List.copyOf(rules);
    }

    /// How grave a rule is, 0 first; those of variants come last.
    static int rank(String name) {
        int place = List.of(Divergence.NAME, ModeCollapse.NAME, StrongDiscriminator.NAME, WeakDiscriminator.NAME, NoLearning.NAME, QualityFalls.NAME, Memorising.NAME,
                CheckerboardPattern.NAME).indexOf(name);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
