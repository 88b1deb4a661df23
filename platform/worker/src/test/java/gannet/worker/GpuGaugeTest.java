package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.Event.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// There is no GPU where these run; a program that prints what the real one prints stands in for it.
class GpuGaugeTest {
    @TempDir Path folder;

    @Test void theToolSaysHowFullAndHowBusyTheGpuIs() throws Exception {
        var program = program("test \"$2\" = GPU-7 && echo '10240, 97'");
        assertThat(GpuGauge.ask(program, "GPU-8")).isEmpty();
        assertThat(GpuGauge.ask(program, "GPU-7")).isEqualTo(Map.of(Measured.DEVICE_MEMORY, 10240.0, Measured.DEVICE_USE, 97.0));
    }

    @Test void whatTheDriverDoesNotTellIsLeftOut() {
        assertThat(GpuGauge.parse("5120, [N/A]\n")).isEqualTo(Map.of(Measured.DEVICE_MEMORY, 5120.0));
        assertThat(GpuGauge.parse("[N/A], 12")).isEqualTo(Map.of(Measured.DEVICE_USE, 12.0));
        assertThat(GpuGauge.parse("No devices were found")).isEmpty();
    }

    @Test void theProcessorAndTheMemoryOfThisProcessAreMeasured() {
        var burden = new Burden();
        long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
        double sum = 0;
        while (System.nanoTime() < until) {
            sum += Math.sqrt(sum + 1);
        }
        var values = burden.take();
        assertThat(sum).isPositive();
        assertThat(values.get(Measured.PROCESSOR)).isPositive();
        long heap = Runtime.getRuntime().totalMemory() >> 20;
        assertThat(values.get(Measured.MEMORY)).isBetween(10.0, 100_000.0).isGreaterThan(heap * 0.05);
    }

    private String program(String line) throws IOException {
        var file = folder.resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }
}
