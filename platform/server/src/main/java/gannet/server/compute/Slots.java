package gannet.server.compute;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.util.List;
import java.util.stream.IntStream;

/// Which devices a machine offers: its GPUs, or shares of its processor where it has none.
final class Slots {
    /// @param cpuSlots 0: one for every four cores, at least one    @param cpuThreads 0: cores shared out evenly
    static List<Slot> of(List<Gpu> gpus, int cores, int cpuSlots, int cpuThreads) {
        if (!gpus.isEmpty()) {
            int threads = cpuThreads > 0 ? cpuThreads : Math.max(1, cores / gpus.size());
            return gpus.stream().map(gpu -> new Slot("gpu-" + gpu.index(), true, gpu.handle(), label(gpu), gpu.memory(), threads)).toList();
        }
        int slots = cpuSlots > 0 ? cpuSlots : Math.max(1, cores / 4);
        int threads = cpuThreads > 0 ? cpuThreads : Math.max(1, cores / slots);
        return IntStream.range(0, slots).mapToObj(i -> new Slot("cpu-" + i, false, "", "CPU slot " + (i + 1), 0, threads)).toList();
    }

    private static String label(Gpu gpu) {
        return "GPU %d · %s".formatted(gpu.index(), gpu.name()) + (gpu.memory() == 0 ? "" : ", %d GB".formatted(Math.round(gpu.memory() / 1024.0)));
    }

    private Slots() {}
}
