package gannet.data;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The kinds of voxel file that are read, told by their first bytes.
enum VoxelFormat {
    MAT("mat") {
        @Override
        Solid read(byte[] file) throws UnreadableException { return Mat.read(file); }
    },
    NPY("npy") {
        @Override
        Solid read(byte[] file) throws UnreadableException { return Npy.read(file); }
    },
    BINVOX("binvox") {
        @Override
        Solid read(byte[] file) throws UnreadableException { return Binvox.read(file); }
    };

    private final String ending;

    VoxelFormat(String ending) { this.ending = ending; }

    String ending() { return ending; }

    /// The object in a file of this format.
    abstract Solid read(byte[] file) throws UnreadableException;

    static Optional<VoxelFormat> of(byte[] file) {
        var head = new String(file, 0, Math.min(file.length, 20), StandardCharsets.ISO_8859_1);
        if (head.startsWith("MATLAB 5.0 MAT-file")) {
            return Optional.of(MAT);
        }
        if (head.startsWith("\u0093NUMPY")) {
            return Optional.of(NPY);
        }
        return head.startsWith("#binvox ") ? Optional.of(BINVOX) : Optional.empty();
    }

    /// Width, height and channels as an index line has them: the side, twice, and one.
    static Decoder.Facts check(byte[] file) throws UnreadableException {
        var format = of(file).orElseThrow();
        var solid = format.read(file);
        if (solid.volume() == 0) {
            throw new UnreadableException("is empty: not one of its %s voxels is filled".formatted(Words.count((long) solid.side() * solid.side() * solid.side())));
        }
        return new Decoder.Facts(format.ending, solid.side(), solid.side(), 1);
    }
}
