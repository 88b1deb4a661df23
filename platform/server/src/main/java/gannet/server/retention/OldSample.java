package gannet.server.retention;

import java.util.UUID;

/// A sample of a run that ended before the rules' time.
///
/// @param file as its worker named it    @param marked whether somebody starred, tagged, or commented on one of its pictures, put one on a board, or lets it be judged
record OldSample(UUID run, long number, String name, long step, String file, boolean marked) {}
