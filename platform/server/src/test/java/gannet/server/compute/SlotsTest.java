package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.NvidiaSmi.Gpu;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final UUID HERE = new UUID(0, 1);

    @Test void twoCoresGiveOneSlotWithBoth() {
        assertThat(Slots.of(HERE, List.of(), 2, 8000, 0, 0)).containsExactly(new Device(HERE, "cpu-0", "cpu", "CPU slot 1", 2, 0, 8000, true, 0));
    }

    @Test void sixteenCoresGiveFourSlotsOfFour() {
        assertThat(Slots.of(HERE, List.of(), 16, 8000, 0, 0)).hasSize(4).allMatch(device -> device.threads() == 4);
    }

    @Test void whatIsConfiguredCounts() {
        assertThat(Slots.of(HERE, List.of(), 16, 8000, 2, 3)).extracting(Device::label).containsExactly("CPU slot 1", "CPU slot 2");
        assertThat(Slots.of(HERE, List.of(), 16, 8000, 2, 3)).allMatch(device -> device.threads() == 3);
    }

    @Test void gpusTakeThePlaceOfTheProcessor() {
        assertThat(Slots.of(HERE, List.of(new Gpu(0, "NVIDIA A100", 81920)), 16, 8000, 0, 0))
                .containsExactly(new Device(HERE, "gpu-0", "cuda:0", "GPU 0 · NVIDIA A100, 80 GB", 16, 81920, 8000, true, 0));
    }
}
