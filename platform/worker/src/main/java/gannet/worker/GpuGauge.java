package gannet.worker;

import gannet.run.Event.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How busy and how full the GPU is that this worker was given, as NVIDIA's tool says. It is asked beside the training, every few
/// seconds, and never again once it has failed.
final class GpuGauge {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PATIENCE = 10; // s

    private volatile Map<String, Double> latest = Map.of();

    private GpuGauge() {}

    static GpuGauge here() {
        var handle = System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "").split(",", 2)[0].strip();
        var gauge = new GpuGauge();
        if (!handle.isEmpty() && !handle.equals("-1")) {
            Thread.ofVirtual().name("how busy the GPU is").start(() -> gauge.follow("nvidia-smi", handle));
        }
        return gauge;
    }

    /// Empty where there is none, or nobody has said yet.
    Map<String, Double> latest() { return latest; }

    private void follow(String program, String handle) {
        try {
            do {
                latest = ask(program, handle);
                Thread.sleep(EVERY);
            } while (!latest.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Empty if it cannot tell.
    ///
    /// @param program its name or path    @param handle number or UUID of the GPU
    static Map<String, Double> ask(String program, String handle) throws InterruptedException {
        try {
            var process = new ProcessBuilder(program, "-i", handle, "--query-gpu=memory.used,utilization.gpu", "--format=csv,noheader,nounits").redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Map.of();
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Map.of(); // no such tool here
        }
    }

    /// "1234, 56", each of which may be "[N/A]".
    static Map<String, Double> parse(String said) {
        var fields = said.strip().split(",", -1);
        if (fields.length != 2) {
            return Map.of();
        }
        var memory = fields[0].strip();
        var use = fields[1].strip();
        boolean hasMemory = memory.matches("\\d{1,9}");
        boolean hasUse = use.matches("\\d{1,3}");
        return hasMemory && hasUse ? Map.of(Measured.DEVICE_MEMORY, Double.parseDouble(memory), Measured.DEVICE_USE, Double.parseDouble(use))
                : hasMemory ? Map.of(Measured.DEVICE_MEMORY, Double.parseDouble(memory)) : hasUse ? Map.of(Measured.DEVICE_USE, Double.parseDouble(use)) : Map.of();
    }
}
