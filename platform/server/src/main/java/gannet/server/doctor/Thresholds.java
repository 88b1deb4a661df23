package gannet.server.doctor;

import gannet.spi.DoctorRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The built-in rules' numbers, and what a variant puts in their place.
record Thresholds(Map<String, DoctorRule> own) {
    double get(String rule, String name, double otherwise) {
        var its = own.get(rule);
        return its == null ? otherwise : its.thresholds().getOrDefault(name, otherwise);
    }

    int count(String rule, String name, int otherwise) { return (int) Math.max(1, get(rule, name, otherwise)); }

    boolean isOn(Rule rule) {
        var its = own.get(rule.name());
        return its == null || !its.off();
    }

    /// Whether a variant's rule holds for a run with these settings.
    static boolean holds(DoctorRule rule, Map<String, ?> settings) {
        return rule.when().entrySet().stream().allMatch(one -> one.getValue().contains(String.valueOf(settings.get(one.getKey()))));
    }

    /// @param rules of the variant that hold for the run
    static Thresholds of(List<DoctorRule> rules) {
        var own = new HashMap<String, DoctorRule>();
        rules.forEach(rule -> own.put(rule.name(), rule));
        return new Thresholds(Map.copyOf(own));
    }
}
