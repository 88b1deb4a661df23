package gannet.server.compute;

import java.util.UUID;

/// A slot that one worker fills at a time.
///
/// @param server whose it is    @param id "cpu-0" or "gpu-0"    @param engine "cpu" or "cuda:0", as the worker is told
/// @param memory its own, in MB, 0 for a slot of the processor    @param hostMemory its machine's, for runs, in MB
/// @param takesJobs neither drained nor on a silent server    @param run the number of the run it trains, 0 if free
public record Device(UUID server, String id, String engine, String label, int threads, long memory, long hostMemory, boolean takesJobs, long run) {
    public boolean isGpu() { return !engine.equals("cpu"); }
}
