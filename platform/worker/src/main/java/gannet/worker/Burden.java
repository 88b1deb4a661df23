package gannet.worker;

import gannet.run.Event.Measured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// What training asks of the machine. What cannot be learned here is left out.
final class Burden {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final GpuGauge gpu = GpuGauge.here();
    private long processor = processorNanos();
    private long clock = System.nanoTime();

    /// By chart line; the processor's since the last time.
    SortedMap<String, Double> take() {
        var values = new TreeMap<String, Double>();
        long nowProcessor = processorNanos();
        long now = System.nanoTime();
        if (nowProcessor > processor && now > clock) {
            values.put(Measured.PROCESSOR, 100.0 * (nowProcessor - processor) / (now - clock));
        }
        processor = nowProcessor;
        clock = now;
        double resident = residentMegabytes();
        if (resident > 0) {
            values.put(Measured.MEMORY, resident);
        }
        values.putAll(gpu.latest());
        return values;
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getProcessCpuTime() : -1;
    }

    private static double residentMegabytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0) / 1024.0; // of kB
        } catch (IOException e) {
            return 0; // not on this system
        }
    }
}
