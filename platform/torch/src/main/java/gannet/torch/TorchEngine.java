package gannet.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import gannet.layers.Compute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

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

    /// How networks calculate fastest on this device: bfloat16 where the processor multiplies it natively (measured: half
    /// the time of float32), else float32 with channels last.
    public static Compute fastest(Device device) {
        return device.equals(Device.cpu()) && processor("flags").matches(".*\\b(avx512_bf16|amx_bf16)\\b.*")
                ? Compute.BFLOAT16_CHANNELS_LAST : Compute.FLOAT32_CHANNELS_LAST;
    }

    /// What is needed to get equal results again, for a run's record.
    public static SequencedMap<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("PyTorch", Engine.getInstance().getVersion());
        facts.put("DJL", Engine.getDjlVersion());
        facts.put("threads", Integer.toString(started));
        facts.put("processor", processor("model name"));
        return facts;
    }

    /// A line of Linux's description of the first processor; empty on other systems.
    private static String processor(String key) {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(key)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
