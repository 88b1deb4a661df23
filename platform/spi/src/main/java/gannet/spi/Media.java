package gannet.spi;

import java.util.List;

/// What an array shows, so that pages can draw it and loaders can fill it. Values run from -1 to 1 unless said otherwise;
/// the first axis is the example.
public sealed interface Media {
    /// `[n, channels, size, size]`; 1 channel is grey, 3 are red, green, blue.
    record Images(int channels, int size) implements Media {}

    /// Pictures that belong together, side by side under their titles: `[n, titles, channels, size, size]`.
    record ImageStrips(int channels, int size, List<String> titles) implements Media {
        public ImageStrips { titles = List.copyOf(titles); }
    }

    /// Pictures of any shape: `[n, channels, height, width]`.
    record Photographs(int channels, int height, int width) implements Media {}

    /// How full each cell is, 0 to 1: `[n, channels, size, size, size]`.
    record Voxels(int channels, int size) implements Media {}

    /// Points in space, each direction from -1 to 1: `[n, dimensions, count]`. Those of the plane go from left to right, then from
    /// top to bottom, as pictures do; an [Output] may say what lies under them.
    record Points(int dimensions, int count) implements Media {}

    /// Sound: `[n, channels, samples]`.
    record Audio(int channels, int samples, int samplesPerSecond) implements Media {}

    /// Moving pictures: `[n, channels, frames, size, size]`.
    record Video(int channels, int size, int frames, int framesPerSecond) implements Media {}

    /// Rows of numbers: `[n, columns]`.
    record Table(int columns) implements Media {}
}
