package gannet.server.compute;

import java.util.UUID;

/// A slot that one worker fills at a time.
///
/// @param server whose it is, and `serverName` what people call that    @param id "cpu-0" or "gpu-0", one of its kind on its server
/// @param engine "cpu" or "cuda:0", as a worker is told that sees this one alone    @param label names the machine too where there are several
/// @param memory its own, in MB, 0 for a slot of the processor    @param hostMemory its machine's, for runs, in MB
/// @param drainedWhy who let no new job have it, and why; empty if nobody did    @param alive whether it is there and its server heard of
/// @param run the number of the run it trains, 0 if free, [#HIDDEN] if the reader may not see it
public record Device(
        UUID server, String serverName, String id, String engine, String label, int threads, long memory, long hostMemory,
        boolean drained, String drainedWhy, boolean alive, long run) {
    public static final long HIDDEN = -1;

    /// What names it among all servers' devices.
    public record Key(UUID server, String id) {}

    public Key key() { return new Key(server, id); }

    Device withHiddenRun() {
        return new Device(server, serverName, id, engine, label, threads, memory, hostMemory, drained, drainedWhy, alive, HIDDEN);
    }

    public boolean isGpu() { return !engine.equals("cpu"); }

    /// Neither drained nor on a silent server.
    public boolean takesJobs() { return alive && !drained; }
}
