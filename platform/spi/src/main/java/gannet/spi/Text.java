package gannet.spi;

import java.nio.file.Path;

/// How a network reads a caption. Tokens are whole numbers from 1, in an array of a float's precision; 0 is no token.
public sealed interface Text {
    /// The letters of written English, its digits and signs, numbered from 1 in this order; what is not among them is a space.
    String ALPHABET = " abcdefghijklmnopqrstuvwxyz0123456789-,;.!?:'\"/\\|_@#$%^&*~`+=<>()[]{}";

    /// Letter by letter, in small letters: `[n, length]`, cut or filled with 0 at the end.
    record Characters(int length) implements Text {}

    /// Word by word: `[n, length]`, cut or filled with 0 at the end. The most frequent words of the data set have the
    /// numbers 1 to `vocabulary − 1`, all others share the number `vocabulary`.
    record Words(int length, int vocabulary) implements Text {}

    /// Vectors made elsewhere, one for each example in the order of their names: `[n, size]`.
    ///
    /// @param file a `.npy` array `[examples, size]`, or `[examples, captions, size]`, of which the mean over the captions is taken
    record Vectors(Path file, int size) implements Text {}
}
