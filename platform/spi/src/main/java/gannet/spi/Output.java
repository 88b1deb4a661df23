package gannet.spi;

import ai.djl.ndarray.NDArray;

/// What a trained model answers: values, and what they show.
///
/// @param values `[n, …]` in the shape that the media demand, float32
public record Output(Media media, NDArray values) {}
