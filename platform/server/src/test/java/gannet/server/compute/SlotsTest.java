package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test void twoCoresGiveOneSlotWithBoth() {
        assertThat(Slots.of(List.of(), 2, 0, 0)).containsExactly(new Slot("cpu-0", false, "", "CPU slot 1", 0, 2));
    }

    @Test void sixteenCoresGiveFourSlotsOfFour() { assertThat(Slots.of(List.of(), 16, 0, 0)).hasSize(4).allMatch(slot -> slot.threads() == 4); }

    @Test void whatIsConfiguredCounts() {
        assertThat(Slots.of(List.of(), 16, 2, 3)).extracting(Slot::label).containsExactly("CPU slot 1", "CPU slot 2");
        assertThat(Slots.of(List.of(), 16, 2, 3)).allMatch(slot -> slot.threads() == 3);
    }

    @Test void gpusTakeThePlaceOfTheProcessor() {
        assertThat(Slots.of(List.of(new Gpu(0, "GPU-1f", "NVIDIA A100", 81920, "550.54.14")), 16, 0, 0))
                .containsExactly(new Slot("gpu-0", true, "GPU-1f", "GPU 0 · NVIDIA A100, 80 GB", 81920, 16));
    }

    @Test void aGpuThatTellsNeitherItsUuidNorItsMemoryIsCalledByItsNumber() {
        assertThat(Slots.of(List.of(new Gpu(1, "", "NVIDIA GB10", 0, "580.82")), 16, 0, 0))
                .containsExactly(new Slot("gpu-1", true, "1", "GPU 1 · NVIDIA GB10", 0, 16));
    }
}
