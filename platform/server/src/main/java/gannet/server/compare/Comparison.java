package gannet.server.compare;

import gannet.server.experiment.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs beside each other.
///
/// @param missing those asked for that there are not, or that this person may not see: the two are never told apart
/// @param metrics every chart line of any of them, those that most of them have first
public record Comparison(List<Run> runs, List<Long> missing, List<Setting> settings, List<String> metrics) {
    /// @param name as settings are given by, such as `learningRate`    @param kind whose it is
    /// @param values one for each run, null where its variant has no such setting    @param same whether it is the same in all
    public record Setting(String name, String label, Kind kind, List<@Nullable Object> values, boolean same) {}

    /// RUN is what it is made of, variant and data set; VARIANT and TRAINING are the settings of either.
    public enum Kind { RUN, VARIANT, TRAINING }
}
