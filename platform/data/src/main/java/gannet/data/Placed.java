package gannet.data;

/// Furniture as it stands about, on floors, steps and boxes: turned by any angle, of any proportions, at any place and height
/// of the cube. How high and how wide it is and where it stands tell nothing about its kind.
final class Placed {
    /// It is built so many times finer than it is shown, and shown wherever any of it is, so that legs do not break.
    private static final int FINER = 2;

    private final Solid built;
    private final double halfWide;
    private final double halfDeep;
    private final double top;

    private Placed(Solid built) {
        this.built = built;
        var wide = 0;
        var deep = 0;
        var high = 0;
        var side = built.side();
        for (var x = 0; x < side; x++) {
            for (var y = 0; y < side; y++) {
                for (var z = 0; z < side; z++) {
                    if (built.at(x, y, z)) {
                        wide = Math.max(wide, Math.abs(2 * x + 1 - side) + 1);
                        deep = Math.max(deep, Math.abs(2 * y + 1 - side) + 1);
                        high = z + 1;
                    }
                }
            }
        }
        halfWide = wide / 2.0 / side;
        halfDeep = deep / 2.0 / side;
        top = (double) high / side;
    }

    static Solid of(Furniture kind, int side, Dice dice) { return new Placed(kind.solid(side * FINER, dice)).anywhere(side, dice); }

    private Solid anywhere(int side, Dice dice) {
        var turn = dice.between(0, 2 * Math.PI);
        var cos = StrictMath.cos(turn);
        var sin = StrictMath.sin(turn);
        var reach = dice.between(0.25, 0.4);
        var aspect = dice.between(0.8, 1.25);
        var scale = reach / Math.sqrt(halfWide * aspect * halfWide * aspect + halfDeep / aspect * (halfDeep / aspect));
        var high = dice.between(0.35, 0.6);
        var scaleUp = high / (top - Furniture.FLOOR);
        var x0 = dice.between(reach, 1 - reach);
        var y0 = dice.between(reach, 1 - reach);
        var z0 = dice.between(0, 1 - high);
        var fine = side * FINER;
        var shown = new boolean[side][side][side];
        for (var x = 0; x < fine; x++) {
            for (var y = 0; y < fine; y++) {
                var dx = (x + 0.5) / fine - x0;
                var dy = (y + 0.5) / fine - y0;
                var u = place((dx * cos + dy * sin) / (scale * aspect) + 0.5);
                var v = place((dy * cos - dx * sin) / (scale / aspect) + 0.5);
                for (var z = 0; z < fine; z++) {
                    var w = place(((z + 0.5) / fine - z0) / scaleUp + Furniture.FLOOR);
                    shown[x / FINER][y / FINER][z / FINER] |= built.at(u, v, w);
                }
            }
        }
        return Solid.of(side, (x, y, z) -> shown[x][y][z]);
    }

    private int place(double share) { return (int) Math.floor(share * built.side()); }
}
