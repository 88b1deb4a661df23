package gannet.data;

/// Eight dark spots on a circle, on white: the distribution on which one sees at a glance whether a GAN finds all of what there is.
final class Spots {
    private static final int COUNT = 8;
    private static final double CIRCLE = 0.33;
    private static final double RADIUS = 0.055;

    private Spots() {}

    static Pixels paint(int side) {
        var values = new byte[side * side * 3];
        var pixel = 1.0 / side;
        for (var row = 0; row < side; row++) {
            for (var column = 0; column < side; column++) {
                var dark = 0.0;
                for (var i = 0; i < COUNT; i++) {
                    var angle = 2 * Math.PI * i / COUNT;
                    var dx = (column + 0.5) * pixel - 0.5 - CIRCLE * StrictMath.cos(angle);
                    var dy = (row + 0.5) * pixel - 0.5 - CIRCLE * StrictMath.sin(angle);
                    dark = Math.max(dark, Scene.edge(Math.sqrt(dx * dx + dy * dy) - RADIUS, pixel));
                }
                for (var c = 0; c < 3; c++) {
                    values[(row * side + column) * 3 + c] = (byte) (int) (255.5 - 255 * dark);
                }
            }
        }
        return new Pixels(side, side, 3, values);
    }
}
