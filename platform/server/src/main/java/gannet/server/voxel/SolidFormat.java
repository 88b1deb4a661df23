package gannet.server.voxel;

import gannet.data.Binvox;
import gannet.data.Obj;
import gannet.data.Solid;
import gannet.data.Surface;

/// The files of a solid that other programs read.
public enum SolidFormat {
    /// A smooth surface.
    OBJ("obj") {
        @Override byte[] of(Grid grid, double threshold, String remark) { return Obj.write(Surface.smooth(grid.side(), grid.shares(), threshold), remark); }
    },
    /// The surface of the voxels themselves.
    BLOCKS("obj") {
        @Override byte[] of(Grid grid, double threshold, String remark) {
            return Obj.write(Surface.blocks(Solid.of(grid.side(), grid.shares(), threshold)), remark);
        }
    },
    BINVOX("binvox") {
        @Override byte[] of(Grid grid, double threshold, String remark) { return Binvox.write(Solid.of(grid.side(), grid.shares(), threshold)); }
    };

    private final String ending;

    SolidFormat(String ending) { this.ending = ending; }

    public String ending() { return ending; }

    abstract byte[] of(Grid grid, double threshold, String remark);
}
