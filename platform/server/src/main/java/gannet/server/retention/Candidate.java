package gannet.server.retention;

import gannet.server.queue.State;
import java.util.UUID;

/// A checkpoint of a run that is on the disk.
///
/// @param over whether the run ended before the rules' time    @param tag empty if nobody has given it one    @param fork a run that goes on from it, 0 for none
record Candidate(UUID run, long number, String name, State state, boolean over, long step, String folder, long bytes, String tag, long fork) {}
