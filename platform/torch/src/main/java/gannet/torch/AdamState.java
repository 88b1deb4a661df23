package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Adam;

/// Adam's memory of one network, in arrays that a checkpoint can keep.
final class AdamState {
    private final Adam adam;
    private final NDList parameters;
    private final NDList mean = new NDList();
    private final NDList square = new NDList();
    private final NDList count = new NDList();

    AdamState(Adam adam, NDList parameters, NDManager manager) {
        this.adam = adam;
        this.parameters = parameters;
        for (var parameter : parameters) {
            mean.add(named("mean.", parameter, parameter.zerosLike()));
            square.add(named("square.", parameter, parameter.zerosLike()));
            count.add(named("count.", parameter, manager.zeros(new Shape())));
        }
    }

    void step(Autograd autograd, NDList gradients, double rateFactor) {
        var p = new NDList();
        var g = new NDList();
        var m = new NDList();
        var v = new NDList();
        var t = new NDList();
        for (int i = 0; i < gradients.size(); i++) {
            if (!gradients.get(i).isEmpty()) {
                p.add(parameters.get(i));
                g.add(gradients.get(i));
                m.add(mean.get(i));
                v.add(square.get(i));
                t.add(count.get(i));
            }
        }
        autograd.adam(p, g, m, v, t, adam.rate() * rateFactor, adam.beta1(), adam.beta2(), adam.epsilon());
    }

    NDList arrays() {
        var arrays = new NDList(mean);
        arrays.addAll(square);
        arrays.addAll(count);
        return arrays;
    }

    void forget() {
        arrays().forEach(array -> array.muli(0));
    }

    private static NDArray named(String prefix, NDArray parameter, NDArray array) {
        array.setName(prefix + parameter.getName());
        return array;
    }
}
