package gannet.server.doctor;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A finding as it is kept.
///
/// @param passed null while it lasts    @param dismissed by whom; null if it is not
record FindingRow(
        String rule, long found, long since, @Nullable Long passed, Instant time, List<String> lines, String verdict, String evidence,
        String meaning, String source, String advice, SortedMap<String, String> changes, boolean forks, @Nullable String dismissed) {}
