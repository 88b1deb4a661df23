package gannet.server.doctor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is wrong with a run, or was.
///
/// @param rule its name    @param verdict without a full stop    @param evidence what was seen, with numbers    @param meaning what that usually means
/// @param source the paper's address, or empty    @param advice what to try
/// @param since the step at which the evidence begins    @param found the step at which it was noticed    @param passed where it was over; null while it is not
/// @param time when it was noticed    @param lines the chart lines that show it
/// @param dismissed by whom, as not worth minding; null if it is not
public record Finding(
        String rule, String verdict, String evidence, String meaning, String source, String advice,
        long since, long found, @Nullable Long passed, Instant time, List<String> lines,
        @Nullable String dismissed, Way way) {
    /// Whether it asks for somebody's attention.
    public boolean isOpen() { return passed == null && dismissed == null; }


    /// How to go on.
    ///
    /// @param checkpoint the newest one from before the evidence; null if there is none, or a fork cannot have the changes
    /// @param changes settings that may help
    public record Way(@Nullable Long checkpoint, List<Changed> changes) {}

    /// @param label what people read    @param from its value in this run    @param to as it would be typed
    public record Changed(String setting, String label, String from, String to) {}
}
