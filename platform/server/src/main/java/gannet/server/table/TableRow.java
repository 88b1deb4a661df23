package gannet.server.table;

import gannet.server.experiment.Run;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A run as the table shows it.
///
/// @param finding what the doctor says of it now, empty if nothing
/// @param values what was asked for, by address; columns that this run has nothing for are missing
/// @param curves small ones of the metrics that were asked for, by address: the last value in each of at most 64 equal spans, null where there is none
public record TableRow(Run run, List<String> tags, String note, boolean archived, String finding, SortedMap<String, Object> values, SortedMap<String, List<@Nullable Float>> curves) {}
