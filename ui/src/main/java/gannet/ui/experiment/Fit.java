package gannet.ui.experiment;

import gannet.server.dataset.DataSet;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a data set suits a training, and what would suit it better.
///
/// @param reason why it does not, in a sentence; empty if it does    @param advice what may be changed, one click each
record Fit(String reason, List<Advice> advice) {
    /// @param sentence what is the matter    @param setting to change    @param value to give it    @param label of its button
    record Advice(String sentence, String setting, String value, String label) {}

    Fit {
        advice = List.copyOf(advice);
    }

    boolean fits() { return reason.isEmpty(); }

    /// @param settings of the variant and of the training, as typed
    static Fit of(DataSet data, Map<String, String> settings) {
        long batch = number(settings, "batchSize");
        if (batch > data.count()) {
            return new Fit("It has " + Words.count(data.count(), "picture", "pictures") + ", fewer than a batch of " + batch + ".",
                    List.of(new Advice("A smaller batch would do.", "batchSize", Integer.toString(Integer.highestOneBit(Math.max(1, data.count()))),
                            "Use a batch of " + Integer.highestOneBit(Math.max(1, data.count())))));
        }
        var advice = new ArrayList<Advice>();
        long channels = number(settings, "channels");
        if (channels == 3 && data.channels() == 1) {
            advice.add(new Advice("The pictures are grey.", "channels", "1", "Learn in grey"));
        }
        if (channels == 1 && data.channels() == 3) {
            advice.add(new Advice("The pictures are in colour; they will be learnt in grey.", "channels", "3", "Learn in colour"));
        }
        long side = number(settings, "imageSize");
        int smallest = Math.min(data.width(), data.height());
        int power = Integer.highestOneBit(Math.max(8, smallest));
        if (side > smallest && side > power && smallest > 0) {
            // 28 is nearer to 32 than to 16.
            int better = smallest > power * 5 / 4 ? power * 2 : power;
            if (better < side) {
                advice.add(new Advice("The smallest picture is " + smallest + " px wide or high, and will be enlarged.", "imageSize",
                        Integer.toString(better), "Use " + better + " px"));
            }
        }
        return new Fit("", advice);
    }

    private static long number(Map<String, String> settings, String name) {
        try {
            return Long.parseLong(settings.getOrDefault(name, "-1"));
        } catch (NumberFormatException notYet) {
            return -1;
        }
    }

    /// "4,096 pictures, at least 64 px, colour".
    static String facts(DataSet data) {
        int smallest = Math.min(data.width(), data.height());
        return Words.count(data.count(), "picture", "pictures") + (smallest > 0 ? ", at least " + smallest + " px, " : ", ")
                + (data.channels() == 1 ? "grey" : "colour");
    }
}
