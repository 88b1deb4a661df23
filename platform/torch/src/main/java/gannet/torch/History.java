package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import gannet.spi.Pool;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A pool that keeps its examples for the whole run.
final class History implements Pool {
    private final NDList kept = new NDList();
    private final int size;
    private final NDManager manager;
    private final Supplier<RandomGenerator> random;

    History(int size, NDManager manager, Supplier<RandomGenerator> random) {
        this.size = size;
        this.manager = manager.newSubManager();
        this.random = random;
    }

    @Override public NDArray exchange(NDArray generated) {
        var passedOn = new NDList();
        for (var example : generated.stopGradient().split(generated.size(0))) {
            passedOn.add(exchangeOne(example));
        }
        return NDArrays.concat(passedOn);
    }

    /// The kept examples, oldest place first; empty before the first exchange.
    NDList state() {
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).setName("example." + i);
        }
        return new NDList(kept);
    }

    void restore(NDList saved) {
        kept.forEach(NDArray::close);
        kept.clear();
        saved.stream().sorted((a, b) -> Integer.compare(place(a), place(b))).forEach(example -> kept.add(lasting(example)));
    }

    private static int place(NDArray example) { return Integer.parseInt(example.getName().substring("example.".length())); }

    private NDArray exchangeOne(NDArray newcomer) {
        if (kept.size() < size) {
            kept.add(lasting(newcomer));
            return newcomer;
        }
        if (size == 0 || random.get().nextBoolean()) {
            return newcomer;
        }
        var older = kept.set(random.get().nextInt(size), lasting(newcomer));
        older.attach(newcomer.getManager());
        return older;
    }

    private NDArray lasting(NDArray example) {
        var copy = example.duplicate();
        copy.attach(manager);
        return copy;
    }
}
