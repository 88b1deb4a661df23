package gannet.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.spi.Phase;
import gannet.torch.Parts;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// A variant with the paper's settings, on one batch of random pictures, stepped by the same engine that a worker uses.
final class Trainee implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Parts parts;
    private final Phase phase;
    private final NDArray pictures;
    private long steps;

    private Trainee(Parts parts, Phase phase, NDArray pictures) {
        this.parts = parts;
        this.phase = phase;
        this.pictures = pictures;
    }

    static Trainee of(Variant<?, ?> variant, Compute compute, int batch) {
        if (!(variant.data(Map.of()) instanceof DataSpec.Unlabelled(Media.Images(int channels, int size)))) {
            throw new BenchmarkException("only variants that learn from unlabelled pictures can be measured yet.");
        }
        var parts = new Parts(compute, 1);
        var phase = variant.assemble(Map.of(), parts).phases().getFirst();
        var pictures = parts.manager().randomUniform(-1, 1, new Shape(batch, channels, size, size));
        return new Trainee(parts, phase, pictures);
    }

    Took step() {
        long wall = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        parts.step(phase, steps++, 0, scope -> new Batch(pictures), true);
        return new Took((System.nanoTime() - wall) / 1e6, (SYSTEM.getProcessCpuTime() - processor) / 1e6);
    }

    @Override public void close() { parts.close(); }
}
