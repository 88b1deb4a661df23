package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the tool prints on machines of several kinds, printed by a program that stands in for it.
class NvidiaSmiTest {
    @TempDir Path folder;

    @Test void readsTwoGpus() throws IOException {
        assertThat(said("""
                0, GPU-5b0f2d3e-8a5e-4c5c-9f4b-1f9c6c1d2e3f, NVIDIA A100-SXM4-80GB, 81920, 437, 550.54.14
                1, GPU-c2a9f6e1-0d7b-4d0a-8f57-7e0e6a1b9c44, NVIDIA GeForce RTX 4090, 24564, 1, 550.54.14
                """, 0)).containsExactly(
                new Gpu(0, "GPU-5b0f2d3e-8a5e-4c5c-9f4b-1f9c6c1d2e3f", "NVIDIA A100-SXM4-80GB", 81920, "550.54.14"),
                new Gpu(1, "GPU-c2a9f6e1-0d7b-4d0a-8f57-7e0e6a1b9c44", "NVIDIA GeForce RTX 4090", 24564, "550.54.14"));
    }

    @Test void takesAGpuThatSharesTheMachinesMemory() throws IOException {
        assertThat(said("0, GPU-9d2c, NVIDIA GB10, [N/A], [N/A], 580.82.07\n", 0)).containsExactly(new Gpu(0, "GPU-9d2c", "NVIDIA GB10", 0, "580.82.07"));
    }

    @Test void takesAGpuWhoseMemoryIsSplitAndNotToBeReadByEverybody() throws IOException {
        assertThat(said("0, GPU-7e11, NVIDIA A100-PCIE-40GB, 40960, [Insufficient Permissions], 535.129.03\n", 0))
                .containsExactly(new Gpu(0, "GPU-7e11", "NVIDIA A100-PCIE-40GB", 40960, "535.129.03"));
    }

    @Test void leavesOutALineThatIsAnError() throws IOException {
        assertThat(said("""
                Unable to determine the device handle for GPU0000:0B:00.0: Unknown Error
                1, GPU-c2a9, NVIDIA A40, 46068, 0, 535.129.03
                """, 0)).extracting(Gpu::index).containsExactly(1);
    }

    @Test void findsNothingWithoutADriver() throws IOException {
        assertThat(said("""
                NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.

                """, 9)).isEmpty();
    }

    @Test void findsNothingWhereThereIsNone() throws IOException { assertThat(said("No devices were found\n", 6)).isEmpty(); }

    @Test void findsNothingWithoutTheTool() { assertThat(new NvidiaSmi(folder.resolve("absent").toString()).ask()).hasValue(List.of()); }

    @Test void whereItHasNamedGpusAToolThatFailsTellsNothing() throws IOException {
        var program = program("echo '0, GPU-c2a9, NVIDIA A40, 46068, 0, 535.129.03'");
        var tool = new NvidiaSmi(program.toString());
        assertThat(tool.ask().orElseThrow()).hasSize(1);
        program("echo 'Failed to initialize NVML: Driver/library version mismatch'\nexit 18");
        assertThat(tool.ask()).isEmpty();
        Files.delete(program);
        assertThat(tool.ask()).isEmpty();
    }

    @Test void asksForTheFieldsThatItReads() throws IOException {
        var program = program("echo \"$@\" > " + folder.resolve("asked"));
        new NvidiaSmi(program.toString()).ask();
        assertThat(folder.resolve("asked")).hasContent("--query-gpu=index,uuid,name,memory.total,memory.used,driver_version --format=csv,noheader,nounits");
    }

    private List<Gpu> said(String text, int exit) throws IOException {
        Files.writeString(folder.resolve("output"), text);
        return new NvidiaSmi(program("cat " + folder.resolve("output") + "\nexit " + exit).toString()).ask().orElseThrow();
    }

    private Path program(String script) throws IOException {
        var program = folder.resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
