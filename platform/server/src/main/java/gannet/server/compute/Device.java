package gannet.server.compute;

/// A slot that one worker fills at a time.
///
/// @param id "cpu-0" or "gpu-0"    @param engine "cpu" or "cuda:0", as the worker is told    @param run the number of the run it trains, 0 if free
public record Device(String id, String engine, String label, int threads, long run) {
    public boolean isGpu() { return !engine.equals("cpu"); }
}
