package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.NvidiaSmi.Gpu;
import org.junit.jupiter.api.Test;

class NvidiaSmiTest {
    @Test void readsWhatTheToolPrints() {
        var said = """
                0, NVIDIA A100-SXM4-80GB, 81920 MiB
                1, NVIDIA GeForce RTX 4090, 24564 MiB
                """;
        assertThat(NvidiaSmi.parse(said)).containsExactly(new Gpu(0, "NVIDIA A100-SXM4-80GB", 81920), new Gpu(1, "NVIDIA GeForce RTX 4090", 24564));
    }

    @Test void findsNothingInAnError() {
        assertThat(NvidiaSmi.parse("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n")).isEmpty();
    }
}
