package gannet.spi;

import ai.djl.ndarray.NDArray;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Described;
import gannet.layers.Plan;
import gannet.layers.files.ParameterFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An assembly that only plans: which networks a variant has, with their shapes and parameter counts, without PyTorch.
public final class Blueprint implements Assembly {
    private final List<Entry> entries = new ArrayList<>();

    /// @param optimizer what moves its parameters; null if it does not learn
    /// @param averages how many running averages follow it
    public record Entry(String name, Architecture architecture, Plan plan, @Nullable Optimizer optimizer, int averages) {
        /// Whether training moves its parameters.
        public boolean learns() { return optimizer != null; }
    }

    /// @throws gannet.layers.ArchitectureException that names network and layer, and the line that describes it
    public static <S extends Record> List<Entry> of(GanVariant<S, ?> variant, S settings) {
        var blueprint = new Blueprint();
        Described.noting(() -> variant.assemble(settings, blueprint));
        return blueprint.entries();
    }

    /// Those that were described so far.
    public List<Entry> entries() { return List.copyOf(entries); }

    @Override public Network network(String name, Architecture architecture, Optimizer optimizer) { return add(name, architecture, optimizer); }
    @Override public Network fixed(String name, Architecture architecture, Path parameters) {
        var network = add(name, architecture, null);
        ParameterFile.open(parameters, name, architecture);
        return network;
    }

    @Override public Network averageOf(Network network, double decay) {
        entries.replaceAll(entry -> !entry.name().equals(network.name()) ? entry
                : new Entry(entry.name(), entry.architecture(), entry.plan(), entry.optimizer(), entry.averages() + 1));
        return new Planned(network.name() + ".average");
    }
    @Override public Pool pool(String name, int size) { return generated -> { throw unbuilt(name); }; }

    private Network add(String name, Architecture architecture, @Nullable Optimizer optimizer) {
        if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
            throw new PluginException("Two networks are called \"" + name + "\"; give one of them another name.");
        }
        entries.add(new Entry(name, architecture, architecture.plan(name, Compute.FLOAT32), optimizer, 0));
        return new Planned(name);
    }

    private static PluginException unbuilt(String name) {
        return new PluginException("assemble() used \"" + name + "\", but it may only describe; use it in the step or the drawing.");
    }

    private record Planned(String name) implements Network {
        @Override public NDArray apply(NDArray... inputs) { throw unbuilt(name); }
        @Override public Map<String, NDArray> heads(NDArray... inputs) { throw unbuilt(name); }
        @Override public NDArray frozen(NDArray... inputs) { throw unbuilt(name); }
        @Override public NDArray evaluate(NDArray... inputs) { throw unbuilt(name); }
        @Override public Map<String, NDArray> evaluateHeads(NDArray... inputs) { throw unbuilt(name); }
    }
}
