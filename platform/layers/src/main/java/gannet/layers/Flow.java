package gannet.layers;

/// A value on its way through a network: the script's name for it, and its shape without the batch.
///
/// @param whole whether it is made of whole numbers, such as those of words, which only an embedding can read
record Flow(String code, Size shape, boolean whole) {
    Flow(String code, Size shape) { this(code, shape, false); }

    long channels() { return shape.channels(); }
    Size sides() { return shape.sides(); }
}
