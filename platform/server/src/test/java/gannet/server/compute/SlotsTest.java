package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test void twoCoresGiveOneSlotWithBoth() {
        assertThat(Slots.of(List.of(), 2, 0, 0)).containsExactly(new Device("cpu-0", "cpu", "CPU slot 1", 2, 0));
    }

    @Test void sixteenCoresGiveFourSlotsOfFour() {
        assertThat(Slots.of(List.of(), 16, 0, 0)).hasSize(4).allMatch(device -> device.threads() == 4);
    }

    @Test void whatIsConfiguredCounts() {
        assertThat(Slots.of(List.of(), 16, 2, 3)).extracting(Device::label).containsExactly("CPU slot 1", "CPU slot 2");
        assertThat(Slots.of(List.of(), 16, 2, 3)).allMatch(device -> device.threads() == 3);
    }

    @Test void gpusTakeThePlaceOfTheProcessor() {
        assertThat(Slots.of(List.of(new Gpu(0, "NVIDIA A100", 81920)), 16, 0, 0))
                .containsExactly(new Device("gpu-0", "cuda:0", "GPU 0 · NVIDIA A100, 80 GB", 16, 0));
    }
}
