package gannet.data;

/// Which piece of a picture becomes an example.
///
/// @param left from its upper left corner    @param mirrored whether the piece is flipped left to right
record Cut(int left, int top, boolean mirrored) {
    /// The same piece of the same picture in another size.
    Cut scaled(int to, int from) { return to == from ? this : new Cut(left * to / from, top * to / from, mirrored); }
}
