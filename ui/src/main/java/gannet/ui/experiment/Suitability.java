package gannet.ui.experiment;

import gannet.server.dataset.DataSet;
import gannet.server.experiment.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a data set suits a training, and what would suit it better.
///
/// @param reason why it does not, in a sentence; empty if it does    @param note what happens to the pictures, or empty
/// @param advice settings that would suit them better, one click each
record Suitability(String reason, String note, List<Advice> advice) {
    /// @param setting to change    @param value to give it    @param label of its button
    record Advice(String setting, String value, String label) {}

    Suitability {
        advice = List.copyOf(advice);
    }

    boolean fits() { return reason.isEmpty(); }

    /// @param settings of the variant and of the training, as typed
    static Suitability of(Experiments.Verdict verdict, DataSet data, Map<String, String> settings) {
        if (!verdict.problems().isEmpty()) {
            return new Suitability(verdict.problems().getFirst().message(), "", List.of());
        }
        var advice = new ArrayList<Advice>();
        long channels = number(settings, "channels");
        if (channels == 3 && data.channels() == 1) {
            advice.add(new Advice("channels", "1", "Learn in grey"));
        }
        if (channels == 1 && data.channels() == 3) {
            advice.add(new Advice("channels", "3", "Learn in colour"));
        }
        int side = powerNear(Math.min(data.width(), data.height()));
        if (side < number(settings, "imageSize")) {
            advice.add(new Advice("imageSize", Integer.toString(side), "Use " + side + " px"));
        }
        return new Suitability("", verdict.note(), advice);
    }

    /// The power of two for pictures of this side: 32 for 28, but 32 for 36 as well.
    private static int powerNear(int side) {
        int below = Math.max(8, Integer.highestOneBit(Math.max(1, side)));
        return side > below * 5 / 4 ? below * 2 : below;
    }

    private static long number(Map<String, String> settings, String name) {
        try {
            return Long.parseLong(settings.getOrDefault(name, "-1"));
        } catch (NumberFormatException notYet) {
            return -1;
        }
    }
}
