package gannet.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a run's doctor should judge this variant, where that differs from what it does by itself. Data alone: the server applies
/// it and runs no code of a plugin for it.
///
/// @param name of a rule that every variant has, such as `discriminator-too-strong`, or of one that the variant adds
/// @param off whether the rule says nothing
/// @param thresholds of the rule, by the names that docs/doctor.md gives them; those left out stay
/// @param watch what an added rule looks for, else none
/// @param when the settings for which this holds, each with the values that it may have; empty for all
public record DoctorRule(String name, boolean off, Map<String, Double> thresholds, @Nullable Watch watch, Map<String, List<String>> when) {
    public DoctorRule {
        thresholds = Map.copyOf(thresholds);
        when = Map.copyOf(when);
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new PluginException("A doctor's rule is named by lower-case letters, digits and single dashes, not \"" + name + "\".");
        }
    }

    /// A rule that every variant has, with other thresholds.
    public static DoctorRule tuned(String name, Map<String, Double> thresholds) { return new DoctorRule(name, false, thresholds, null, Map.of()); }

    /// A rule that every variant has, and that means nothing for this one.
    public static DoctorRule off(String name) { return new DoctorRule(name, true, Map.of(), null, Map.of()); }

    /// A rule of the variant's own.
    public static DoctorRule added(String name, Watch watch) { return new DoctorRule(name, false, Map.of(), watch, Map.of()); }

    /// The same for runs whose setting has one of these values.
    public DoctorRule when(String setting, String... values) { return new DoctorRule(name, off, thresholds, watch, Map.of(setting, List.of(values))); }

    /// A chart line that stays beyond a threshold for so many of its points is a finding.
    ///
    /// @param verdict what is wrong, without a full stop: "The discriminator is held back nearly always"
    /// @param meaning what that usually means, in whole sentences    @param source the paper's address, or empty
    /// @param advice what to try, in whole sentences    @param changes the settings to try it with, by the factor of their value
    public record Watch(
            String line, boolean above, double threshold, int points, String verdict, String meaning, String source, String advice, Map<String, Double> changes) {
        public Watch {
            changes = Map.copyOf(changes);
            if (points < 1) {
                throw new PluginException("A watch looks at one point or more of \"" + line + "\", not " + points + ".");
            }
        }
    }
}
