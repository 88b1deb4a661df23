package gannet.server.transfer;

import java.time.Instant;

/// Where a run came from that was not launched here.
///
/// @param number it had there    @param launchedBy who launched it there    @param exported when and by whom it was taken away
/// @param hasPlugin whether its plugin is here, so that it can be forked    @param hasData whether its data set is
public record Origin(
        long number, String launchedBy, Instant created, Instant exported, String exportedBy, Instant imported, String importedBy, String plugin, boolean hasPlugin, boolean hasData) {}
