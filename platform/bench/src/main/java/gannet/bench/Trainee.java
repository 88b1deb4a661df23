package gannet.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Settings;
import gannet.spi.Batch;
import gannet.spi.Phase;
import gannet.torch.FreedMemory;
import gannet.torch.Parts;
import gannet.torch.Waves;
import gannet.worker.Checkpoints;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A phase of a variant in training on one batch that is the same in every step, stepped by the same engine that a worker uses.
final class Trainee implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Variant<?, ?> variant;
    private final Parts parts;
    private final List<Phase> phases;
    private final Batch batch;
    private final Runnable look;
    private SortedMap<String, Double> reported = new TreeMap<>();
    private long steps;

    private Trainee(Variant<?, ?> variant, Parts parts, List<Phase> phases, Batch batch, Runnable look) {
        this.variant = variant;
        this.parts = parts;
        this.phases = phases;
        this.batch = batch;
        this.look = look;
    }

    static Trainee of(Variant<?, ?> variant, StepCase step, Compute compute) {
        var all = of(variant, step.settings(), compute, step.batch());
        var phases = all.phases.stream().filter(phase -> step.phase().isEmpty() || phase.name().equals(step.phase())).toList();
        if (phases.size() != 1) {
            all.close();
            throw new BenchmarkException(variant.id() + " has no one phase \"" + step.phase() + "\".");
        }
        return new Trainee(variant, all.parts, phases, all.batch, all.look);
    }

    /// In all phases, one after the other.
    static <Q extends Record> Trainee of(Variant<?, Q> variant, Map<String, String> settings, Compute compute, int size) {
        var parts = new Parts(compute, 1);
        var gan = variant.assemble(settings, new WithoutFiles(parts));
        var waves = new Waves(variant.data(settings));
        return new Trainee(variant, parts, gan.phases(), waves.batch(size, parts.manager()), () -> {
            parts.examine(1, waves, gan.evaluation());
            parts.draw(1, waves, sampler -> gan.drawing().draw(Settings.defaults(variant.request()), sampler).values().toFloatArray());
        });
    }

    List<Phase> phases() { return phases; }

    /// What the last step reported.
    SortedMap<String, Double> reported() { return reported; }

    Took step() { return step(phases.getFirst()); }

    Took step(Phase phase) {
        long wall = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        reported = new TreeMap<>(variant.guarded("training", () -> parts.step(phase, steps++, 0, this::served, true)));
        return new Took((System.nanoTime() - wall) / 1e6, (SYSTEM.getProcessCpuTime() - processor) / 1e6);
    }

    /// As a worker begins a phase.
    void beginPhase() {
        parts.beginPhase();
        look();
    }

    /// Measures and draws, as a worker does now and then.
    void look() {
        variant.guarded("measuring and drawing", () -> {
            look.run();
            return phases;
        });
        FreedMemory.giveBack();
    }

    /// Writes the state of everything, as a worker does now and then.
    void write(Checkpoints into, Phase phase, Compute compute) throws IOException {
        into.write(steps, phase.name(), 0, 0, compute, new TreeMap<>(), parts.state());
    }

    /// A step owns its batch.
    private Batch served(NDManager scope) {
        var x = copy(batch.x(), scope);
        return batch.hasY() ? new Batch(x, copy(batch.y(), scope), batch.captions()) : new Batch(x);
    }

    private static NDArray copy(NDArray array, NDManager scope) {
        var copy = array.duplicate();
        copy.attach(scope);
        return copy;
    }

    @Override public void close() { parts.close(); }
}
