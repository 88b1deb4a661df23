package gannet.server.doctor;

import gannet.run.Event;
import gannet.spi.DoctorRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the doctor would have found in a run that no server attended.
public final class Examination {
    private Examination() {}

    /// @param step at which it was noticed
    public record Found(String rule, long step, String verdict, String evidence) {}

    /// What each rule found first, in order.
    ///
    /// @param variants the variant's own rules    @param steps of the run in all    @param events all that it said
    public static List<Found> of(List<DoctorRule> variants, Map<String, ?> settings, long steps, List<Event> events) {
        var rules = Rules.of(variants, settings);
        var recent = new Recent(steps);
        var found = new LinkedHashMap<String, Found>();
        for (var event : events) {
            if (event instanceof Event.Charted charted) {
                charted.values().forEach((name, value) -> recent.add(name, charted.step(), value));
                rules.stream().filter(rule -> charted.values().keySet().stream().anyMatch(rule::concerns)).forEach(rule -> rule.examine(recent).ifPresent(
                        symptom -> found.putIfAbsent(rule.name(), new Found(rule.name(), charted.step(), symptom.verdict(), symptom.evidence()))));
            }
        }
        return List.copyOf(found.values());
    }
}
