package gannet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process holds in memory.
final class Resident {
    private static final double KILOBYTES = 1024;

    private Resident() {}

    /// Of this process, in MB, with Java's garbage collected first.
    static double megabytes() throws IOException {
        System.gc();
        return told("self", "VmRSS:");
    }

    /// Of another process, in MB, as it is.
    static double megabytes(ProcessHandle process) throws IOException { return told(Long.toString(process.pid()), "VmRSS:"); }

    /// The most that a process held since it began, in MB; 0 if it is gone.
    static double peakMegabytes(ProcessHandle process) throws IOException {
        try {
            return told(Long.toString(process.pid()), "VmHWM:");
        } catch (IOException | BenchmarkException e) {
            if (process.isAlive()) {
                throw e;
            }
            return 0;
        }
    }

    private static double told(String process, String line) throws IOException {
        var told = Path.of("/proc", process, "status");
        if (!Files.isReadable(told)) {
            throw new BenchmarkException("memory can be read on Linux only.");
        }
        try (var lines = Files.lines(told)) {
            return lines.filter(text -> text.startsWith(line)).mapToLong(text -> Long.parseLong(text.replaceAll("\\D", ""))).sum() / KILOBYTES;
        }
    }
}
