package gannet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process holds in memory.
final class Resident {
    private Resident() {}

    /// Of this process, in MB, with Java's garbage collected first.
    static double megabytes() throws IOException {
        System.gc();
        var told = Path.of("/proc/self/status");
        if (!Files.isReadable(told)) {
            throw new BenchmarkException("memory can be read on Linux only.");
        }
        try (var lines = Files.lines(told)) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024.0;
        }
    }
}
