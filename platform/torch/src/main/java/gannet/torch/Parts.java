package gannet.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.files.ParameterFile;
import gannet.spi.Assembly;
import gannet.spi.Batch;
import gannet.spi.Evaluation;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.Phase;
import gannet.spi.PluginException;
import gannet.spi.Pool;
import gannet.spi.Sampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// The parts of one GAN in PyTorch: makes them, steps them, saves and restores them. Belongs to the thread that makes it.
public final class Parts implements Assembly, AutoCloseable {
    private static final String FILE = ".file";
    private static final String OPTIMIZER = ".optimizer";

    private final Compute compute;
    private final long seed;
    private final NDManager manager;
    private final Autograd autograd;
    private final SequencedMap<String, TorchNetwork> networks = new LinkedHashMap<>();
    private final SequencedMap<String, History> pools = new LinkedHashMap<>();
    /// The files of fixed networks, as their hashes, which checkpoints keep in place of the parameters.
    private final SequencedMap<String, FileHash> files = new LinkedHashMap<>();
    private final SequencedMap<String, Double> gradientLengths = new LinkedHashMap<>();
    private RandomGenerator random = new SplittableRandom(0);
    private boolean measuring;

    /// On the processor.
    public Parts(Compute compute, long seed) { this(compute, seed, Device.cpu()); }

    /// @param seed decides the networks' beginnings and everything random in every step
    public Parts(Compute compute, long seed, Device device) {
        this.compute = compute;
        this.seed = seed;
        manager = NDManager.newBaseManager(device);
        autograd = new Autograd(manager);
    }

    /// Lives as long as the parts.
    public NDManager manager() { return manager; }

    Autograd autograd() { return autograd; }

    /// In the order in which the variant made them.
    public SequencedMap<String, TorchNetwork> networks() { return Collections.unmodifiableSequencedMap(networks); }

    @Override public Network network(String name, Architecture architecture, Optimizer optimizer) {
        Seeds.sow(seed, "network " + name, 0);
        return added(TorchNetwork.learning(name, architecture, optimizer, compute, manager, autograd));
    }

    @Override public Network fixed(String name, Architecture architecture, Path parameters) {
        var file = ParameterFile.open(parameters, name, architecture);
        var network = added(TorchNetwork.fixed(name, architecture, compute, manager, autograd));
        network.fill(file);
        files.put(name, FileHash.of(parameters, manager));
        return network;
    }

    @Override public Network averageOf(Network network, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new PluginException("A running average keeps a share from 0 to below 1 at each step, not " + decay + ".");
        }
        return added(((TorchNetwork) network).average(decay));
    }

    @Override public Pool pool(String name, int size) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*") || size < 0) {
            throw new PluginException("A pool has a name of letters, digits, dashes and underscores and a size of at least 0, not \"" + name + "\" and " + size + ".");
        }
        var pool = new History(size, manager, () -> random);
        if (pools.putIfAbsent(name, pool) != null) {
            throw new PluginException("Two pools are called \"" + name + "\"; give one of them another name.");
        }
        return pool;
    }

    private TorchNetwork added(TorchNetwork network) {
        if (networks.putIfAbsent(network.name(), network) != null) {
            network.close();
            throw new PluginException("Two networks are called \"" + network.name() + "\"; give one of them another name.");
        }
        return network;
    }

    /// A phase begins: the optimizers' memory goes and is freed, the parameters stay. Not to be called when a run resumes within it.
    public void beginPhase() { networks.values().forEach(TorchNetwork::forgetMoments); }

    /// Runs one step of a phase. Everything random in it follows from the seed, the phase's name and the number.
    ///
    /// @param number updates since the phase began
    /// @param epoch passes over the data since the phase began, with a fraction
    /// @param data makes the batch; its arrays must belong to the manager it gets
    /// @param reading whether the reported values are wanted; reading them waits for the device
    /// @return the values by name in the order of their report; none if not read
    public SequencedMap<String, Double> step(Phase phase, long number, double epoch, Function<NDManager, Batch> data, boolean reading) {
        random = Seeds.sow(seed, "phase " + phase.name(), number);
        try (var scope = manager.newSubManager()) {
            var lengths = measuring ? new LinkedHashMap<String, NDArray>() : null;
            var step = new TorchStep(number, scope, random, autograd, phase.rate().factor(number, epoch), lengths);
            phase.training().step(data.apply(scope), step);
            if (lengths != null) {
                measuring = false;
                lengths.forEach((name, length) -> gradientLengths.put(name, (double) length.getFloat()));
            }
            return reading ? step.values() : Collections.emptySortedMap();
        }
    }

    /// The next step measures how long the gradients are by which the networks move, which costs it one call for each.
    public void measureGradients() {
        measuring = true;
        gradientLengths.clear();
    }

    /// As measured last, by network: those that moved in that step.
    public SequencedMap<String, Double> gradientLengths() { return Collections.unmodifiableSequencedMap(gradientLengths); }

    /// The Euclidean length of each learning network's parameters.
    public SequencedMap<String, Double> parameterLengths() {
        var found = new LinkedHashMap<String, Double>();
        networks.values().stream().filter(TorchNetwork::learns).filter(network -> !network.parameters().isEmpty()).forEach(network -> {
            try (var length = autograd.length(network.parameters())) {
                found.put(network.name(), (double) length.getFloat());
            }
        });
        return found;
    }

    /// Runs a drawing; its arrays are freed when `use` returns.
    public <T> T draw(long drawingSeed, Given given, Function<Sampler, T> use) {
        try (var scope = manager.newSubManager()) {
            return autograd.withoutGradient(() -> use.apply(new TorchSampler(scope, drawingSeed, given)));
        }
    }

    /// Runs an evaluation.
    ///
    /// @return what it reports, in order
    public SequencedMap<String, Double> examine(long examSeed, Given given, Evaluation evaluation) {
        try (var scope = manager.newSubManager()) {
            var exam = new TorchSampler(scope, examSeed, given);
            return autograd.withoutGradient(() -> {
                evaluation.measure(exam);
                return exam.reported();
            });
        }
    }

    /// Everything needed to go on exactly, part by part: each network, each optimizer that remembers anything as
    /// `<network>.optimizer`, each pool that holds anything as `pool.<name>`, the hash of each fixed network's file as
    /// `<network>.file`. These are the arrays at work, not copies; each has a name.
    public SequencedMap<String, NDList> state() {
        var state = solidState(network -> !network.optimizerState().isEmpty());
        files.forEach((name, file) -> state.put(name + FILE, file.state()));
        pools.forEach((name, pool) -> {
            if (!pool.state().isEmpty()) {
                state.put("pool." + name, pool.state());
            }
        });
        return state;
    }

    /// Overwrites what is here with what was saved, name by name; nothing is changed if anything does not fit.
    ///
    /// @throws RestoreException that lists every difference
    public void restore(Map<String, NDList> saved) {
        var rest = new LinkedHashMap<>(saved);
        pools.keySet().forEach(name -> rest.remove("pool." + name));
        var differences = new ArrayList<String>();
        files.forEach((name, file) -> file.compare(name, rest.remove(name + FILE), differences));
        var remembering = networks.values().stream().filter(network -> rest.containsKey(network.name() + OPTIMIZER)).toList();
        var beginning = remembering.stream().filter(network -> network.optimizerState().isEmpty()).toList();
        beginning.forEach(TorchNetwork::beginMoments);
        try {
            State.copy(rest, solidState(remembering::contains), differences, autograd);
        } catch (RestoreException e) {
            beginning.forEach(TorchNetwork::forgetMoments);
            throw e;
        }
        networks.values().stream().filter(network -> !remembering.contains(network)).forEach(TorchNetwork::forgetMoments);
        networks.values().forEach(TorchNetwork::changed);
        pools.forEach((name, pool) -> pool.restore(saved.getOrDefault("pool." + name, new NDList())));
    }

    private SequencedMap<String, NDList> solidState(Predicate<TorchNetwork> remembers) {
        var state = new LinkedHashMap<String, NDList>();
        networks.forEach((name, network) -> {
            if (files.containsKey(name)) {
                return;
            }
            state.put(name, network.state());
            if (network.learns() && remembers.test(network)) {
                state.put(name + OPTIMIZER, network.optimizerState());
            }
        });
        return state;
    }

    @Override public void close() {
        networks.values().forEach(TorchNetwork::close);
        autograd.close();
        manager.close();
    }
}
