package gannet.server.experiment;

/// The checkpoint of another run that a run goes on from.
///
/// @param run its number
public record ForkPoint(long run, long step) {}
