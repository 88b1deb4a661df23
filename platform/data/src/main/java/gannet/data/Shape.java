package gannet.data;

/// What is painted, as a signed distance: negative inside, 0 on the outline, in units in which the shape is about 1 wide
/// from its middle. After Inigo Quilez, https://iquilezles.org/articles/distfunctions2d/
enum Shape {
    CIRCLE("circle") {
        @Override
        double distance(double x, double y) { return length(x, y) - 0.92; }
    },
    RING("ring") {
        @Override
        double distance(double x, double y) { return Math.abs(length(x, y) - 0.68) - 0.26; }
    },
    SQUARE("square") {
        @Override
        double distance(double x, double y) { return box(x, y, 0.68, 0.68) - 0.12; }
    },
    TRIANGLE("triangle") {
        @Override
        double distance(double x, double y) { return polygon(x, y - 0.14, 3, 0.48, -Math.PI / 2) - 0.1; }
    },
    HEXAGON("hexagon") {
        @Override
        double distance(double x, double y) { return polygon(x, y, 6, 0.78, 0) - 0.08; }
    },
    CROSS("cross") {
        @Override
        double distance(double x, double y) { return Math.min(box(x, y, 0.84, 0.24), box(x, y, 0.24, 0.84)) - 0.07; }
    },
    STAR("star") {
        @Override
        double distance(double x, double y) { return star(x, y) - 0.07; }
    },
    HEART("heart") {
        @Override
        double distance(double x, double y) { return heart(x, y); }
    },
    MOON("moon") {
        @Override
        double distance(double x, double y) { return Math.max(length(x - 0.12, y) - 0.92, 0.74 - length(x - 0.58, y + 0.1)); }
    },
    DROP("drop") {
        @Override
        double distance(double x, double y) { return drop(x, y); }
    };

    private final String word;

    Shape(String word) { this.word = word; }

    String word() { return word; }

    /// @param y downwards
    abstract double distance(double x, double y);

    private static double length(double x, double y) { return Math.sqrt(x * x + y * y); }

    private static double box(double x, double y, double halfWidth, double halfHeight) {
        var dx = Math.abs(x) - halfWidth;
        var dy = Math.abs(y) - halfHeight;
        return length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
    }

    /// @param inner distance of the sides from the middle    @param turn direction of a corner
    private static double polygon(double x, double y, int sides, double inner, double turn) {
        var wedge = 2 * Math.PI / sides;
        var angle = StrictMath.atan2(y, x) - turn;
        angle -= wedge * Math.floor(angle / wedge + 0.5);
        // the wedge around a corner, folded on its axis: the side then stands at half a wedge
        var r = length(x, y);
        var px = r * StrictMath.cos(Math.abs(angle) - wedge / 2);
        var py = r * StrictMath.sin(Math.abs(angle) - wedge / 2);
        var half = inner * StrictMath.tan(wedge / 2);
        var along = py - Math.clamp(py, -half, half);
        return px > inner ? length(px - inner, along) : px - inner;
    }

    private static double star(double x, double y) {
        var outer = 0.9;
        var inner = 0.42;
        var wedge = 2 * Math.PI / 5;
        var angle = StrictMath.atan2(x, -y);
        angle = Math.abs(angle - wedge * Math.floor(angle / wedge + 0.5));
        var r = length(x, y);
        var px = r * StrictMath.cos(angle);
        var py = r * StrictMath.sin(angle);
        // edge from the tip (outer, 0) to the notch at half a wedge
        var ex = inner * StrictMath.cos(wedge / 2) - outer;
        var ey = inner * StrictMath.sin(wedge / 2);
        var t = Math.clamp(((px - outer) * ex + py * ey) / (ex * ex + ey * ey), 0, 1);
        var dx = px - outer - t * ex;
        var dy = py - t * ey;
        var side = ex * py - ey * (px - outer);
        return side < 0 ? length(dx, dy) : -length(dx, dy);
    }

    private static double heart(double x0, double y0) {
        var scale = 1.62;
        var x = Math.abs(x0) / scale;
        var y = -y0 / scale + 0.56;
        if (y + x > 1) {
            return (length(x - 0.25, y - 0.75) - Math.sqrt(2) / 4) * scale;
        }
        var up = x * x + (y - 1) * (y - 1);
        var m = 0.5 * Math.max(x + y, 0);
        var diagonal = (x - m) * (x - m) + (y - m) * (y - m);
        return Math.sqrt(Math.min(up, diagonal)) * Math.signum(x - y) * scale;
    }

    private static double drop(double x0, double y0) {
        // a round below and a point above: the tangent cone of a circle
        var radius = 0.62;
        var centre = 0.34;
        var tip = -0.98;
        var x = Math.abs(x0);
        var high = centre - tip;
        var sine = radius / high;
        var cosine = Math.sqrt(1 - sine * sine);
        var dx = x;
        var dy = y0 - centre;
        // along the cone's side, outward normal (cosine, -sine)
        var along = dx * -sine + dy * -cosine;
        if (along < 0) {
            return length(dx, dy) - radius;
        }
        return along > high * cosine ? length(x, y0 - tip) : dx * cosine - dy * sine - radius;
    }
}
