package gannet.layers;

/// A value on its way through a network: the script's name for it, and its shape without the batch.
record Flow(String code, Size shape) {
    long channels() { return shape.channels(); }
    Size sides() { return shape.sides(); }
}
