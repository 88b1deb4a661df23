package gannet.bench;

import gannet.layers.Architecture;
import gannet.spi.Adam;
import gannet.spi.Assembly;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.Pool;
import java.nio.file.Path;

/// Networks whose parameters a user brings as a file, which a measurement cannot: their weights are random, and nobody makes
/// them learn.
record WithoutFiles(Assembly assembly) implements Assembly {
    @Override public Network network(String name, Architecture architecture, Optimizer optimizer) {
        return assembly.network(name, architecture, optimizer);
    }

    @Override public Network fixed(String name, Architecture architecture, Path parameters) {
        return assembly.network(name, architecture, Adam.adam(0));
    }

    @Override public Network averageOf(Network network, double decay) { return assembly.averageOf(network, decay); }
    @Override public Pool pool(String name, int size) { return assembly.pool(name, size); }
}
