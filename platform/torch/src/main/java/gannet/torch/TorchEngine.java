package gannet.torch;

import ai.djl.engine.Engine;

/// PyTorch as this product wants it. Start it first thing, before any other use of DJL in the process.
public final class TorchEngine {
    private static int started;

    private TorchEngine() {}

    /// Starts PyTorch, or does nothing if it has been started with as many threads.
    ///
    /// @param threads for one operation; results are equal to the bit only among runs with the same number
    public static synchronized void start(int threads) {
        if (started == threads) {
            return;
        }
        if (started != 0) {
            throw new IllegalStateException("PyTorch runs with " + started + " threads already and cannot change to " + threads + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("PyTorch needs at least one thread, not " + threads + ".");
        }
        EnginePatch.apply();
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine.getInstance();
        started = threads;
    }
}
