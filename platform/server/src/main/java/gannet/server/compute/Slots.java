package gannet.server.compute;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Which devices a machine offers: its GPUs, or shares of its processor where it has none.
final class Slots {
    /// @param hostMemory of this machine, in MB    @param cpuSlots 0: one for every four cores, at least one    @param cpuThreads 0: cores shared out evenly
    static List<Device> of(UUID server, List<Gpu> gpus, int cores, long hostMemory, int cpuSlots, int cpuThreads) {
        if (!gpus.isEmpty()) {
            int threads = cpuThreads > 0 ? cpuThreads : Math.max(1, cores / gpus.size());
            return gpus.stream()
                    .map(gpu -> new Device(server, "gpu-" + gpu.index(), "cuda:" + gpu.index(),
                            "GPU %d · %s, %d GB".formatted(gpu.index(), gpu.name(), Math.round(gpu.megabytes() / 1024.0)), threads, gpu.megabytes(), hostMemory, true, 0))
                    .toList();
        }
        int slots = cpuSlots > 0 ? cpuSlots : Math.max(1, cores / 4);
        int threads = cpuThreads > 0 ? cpuThreads : Math.max(1, cores / slots);
        return IntStream.range(0, slots).mapToObj(i -> new Device(server, "cpu-" + i, "cpu", "CPU slot " + (i + 1), threads, 0, hostMemory, true, 0)).toList();
    }

    private Slots() {}
}
