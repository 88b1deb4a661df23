package gannet.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Adam;
import gannet.spi.AdamW;
import gannet.spi.Optimizer;
import gannet.spi.RmsProp;
import gannet.spi.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an optimizer remembers of one network, in arrays that a checkpoint can keep, and how it uses that. Twice the network's
/// own size with Adam, so there is nothing before the network's first step and after a phase's end.
final class OptimizerState {
    private final Optimizer optimizer;
    private final NDList parameters;
    private final NDManager manager;
    /// By kind, one array for each parameter; empty while there is nothing to remember.
    private final SequencedMap<String, NDList> memories = new LinkedHashMap<>();

    OptimizerState(Optimizer optimizer, NDList parameters, NDManager manager) {
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.manager = manager;
    }

    /// Remembers zeros, unless it remembers something.
    void begin() {
        if (!memories.isEmpty()) {
            return;
        }
        for (var kind : kinds(optimizer)) {
            var memory = new NDList();
            for (var parameter : parameters) {
                var array = kind.equals("count") ? manager.zeros(new Shape()) : parameter.zerosLike();
                array.setName(kind + "." + parameter.getName());
                memory.add(array);
            }
            memories.put(kind, memory);
        }
    }

    private static List<String> kinds(Optimizer optimizer) {
        return switch (optimizer) {
            case Adam _, AdamW _ -> List.of("mean", "square", "count");
            case RmsProp rms -> rms.momentum() == 0 ? List.of("square") : List.of("square", "last");
            case Sgd sgd -> sgd.momentum() == 0 ? List.of() : List.of("last");
        };
    }

    /// Moves the parameters whose gradients are not empty.
    void step(UpdateRules rules, NDList gradients, double rateFactor) {
        var p = moving(parameters, gradients);
        var g = moving(gradients, gradients);
        if (p.isEmpty()) {
            return;
        }
        begin();
        double rate = optimizer.rate() * rateFactor;
        switch (optimizer) {
            case Adam adam -> rules.step("adam", p, g, memory("mean", gradients), memory("square", gradients), memory("count", gradients),
                    rate, adam.beta1(), adam.beta2(), adam.epsilon());
            case AdamW adam -> rules.step("adamw", p, g, memory("mean", gradients), memory("square", gradients), memory("count", gradients),
                    rate, adam.beta1(), adam.beta2(), adam.epsilon(), adam.decay());
            case RmsProp rms -> rules.step("rmsprop", p, g, memory("square", gradients), memory("last", gradients),
                    rate, rms.memory(), rms.epsilon(), rms.momentum());
            case Sgd sgd -> rules.step("sgd", p, g, memory("last", gradients), rate, sgd.momentum(), sgd.nesterov(), sgd.decay());
        }
    }

    NDList arrays() {
        var arrays = new NDList();
        memories.values().forEach(arrays::addAll);
        return arrays;
    }

    void forget() {
        arrays().close();
        memories.clear();
    }

    private NDList memory(String kind, NDList gradients) { return moving(memories.getOrDefault(kind, new NDList()), gradients); }

    private static NDList moving(NDList arrays, NDList gradients) {
        var moving = new NDList();
        for (int i = 0; i < arrays.size(); i++) {
            if (!gradients.get(i).isEmpty()) {
                moving.add(arrays.get(i));
            }
        }
        return moving;
    }
}
