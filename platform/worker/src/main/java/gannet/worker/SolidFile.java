package gannet.worker;

import gannet.data.Binvox;
import gannet.data.Obj;
import gannet.data.Solid;
import gannet.data.Surface;
import gannet.spi.Media;
import gannet.spi.Output;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The files of one object that other programs read: its surface or its voxels, of what is more than half full.
enum SolidFile {
    OBJ(".obj") {
        @Override byte[] of(int side, float[] values, boolean blocks, String maker) {
            return Obj.write(blocks ? Surface.blocks(Solid.of(side, values, HALF)) : Surface.smooth(side, values, HALF), maker);
        }
    },
    BINVOX(".binvox") {
        @Override byte[] of(int side, float[] values, boolean blocks, String maker) { return Binvox.write(Solid.of(side, values, HALF)); }
    };

    static final double HALF = 0.5;

    private final String ending;

    SolidFile(String ending) { this.ending = ending; }

    String ending() { return ending; }

    /// @param values of a grid, the last axis running fastest    @param blocks whether a surface is that of the voxels instead of
    ///     a smooth one    @param maker which run made it, where the format has room for it
    abstract byte[] of(int side, float[] values, boolean blocks, String maker);

    /// The first object of a drawing.
    byte[] of(Output output, boolean blocks, String maker) {
        int side = Math.toIntExact(output.values().size(2));
        return of(side, Arrays.copyOf(output.values().toFloatArray(), side * side * side), blocks, maker);
    }

    /// The one that a file's name asks for.
    static Optional<SolidFile> named(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith(format.ending)).findFirst();
    }

    /// All that there are of a drawing; none if it shows no voxels.
    static List<SolidFile> fitting(Output output) {
        return output.media() instanceof Media.Voxels(var channels, var _) && channels == 1 ? List.of(values()) : List.of();
    }
}
