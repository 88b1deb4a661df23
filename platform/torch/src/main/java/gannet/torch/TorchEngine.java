package gannet.torch;

import ai.djl.engine.Engine;

/// PyTorch as this product wants it. Start it first thing, before any other use of DJL in the process.
public final class TorchEngine {
    private TorchEngine() {}

    /// @param threads for one operation; results are equal to the bit only among runs with the same number
    public static void start(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine.getInstance();
    }
}
