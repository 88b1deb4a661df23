package gannet.data;

import gannet.data.Scene.Tint;
import java.util.ArrayList;
import java.util.List;

/// A few shapes before a wall, drawn in either of two styles: cut from coloured paper, or hatched with coloured pencils.
/// Lengths are shares of the picture's side.
///
/// @param horizon where the wall ends    @param things from back to front
record StillLife(Tint wall, Tint floor, double horizon, List<Thing> things) {
    private static final double[] PAPER = {250, 246, 236};
    private static final double[] INK = {52, 48, 66};
    /// Between two pencil strokes.
    private static final double PITCH = 1 / 21.0;
    private static final double OUTLINE = 0.009;

    /// @param angle of the strokes that fill it
    record Thing(Shape shape, Tint tint, double x, double y, double radius, double turn, double angle) {
        double distance(double px, double py) {
            var cos = StrictMath.cos(turn);
            var sin = StrictMath.sin(turn);
            var dx = (px - x) / radius;
            var dy = (py - y) / radius;
            return shape.distance(dx * cos + dy * sin, dy * cos - dx * sin) * radius;
        }
    }

    static StillLife of(Dice dice) {
        var wall = dice.below(Tint.values().length);
        var floor = (wall + 1 + dice.below(Tint.values().length - 1)) % Tint.values().length;
        var horizon = dice.between(0.5, 0.75);
        var things = new ArrayList<Thing>();
        for (var i = 2 + dice.below(3); i > 0; i--) {
            var radius = dice.between(0.13, 0.24);
            things.add(new Thing(Shape.values()[dice.below(Shape.values().length)], Tint.values()[dice.below(Tint.values().length)],
                    dice.between(radius, 1 - radius), dice.between(radius, 1 - radius), radius, dice.between(-0.4, 0.4), dice.between(0.5, 1.1)));
        }
        return new StillLife(Tint.values()[wall], Tint.values()[floor], horizon, List.copyOf(things));
    }

    /// Even colours, sharp edges.
    Pixels cut(int side) {
        return paint(side, (px, py, pixel, rgb) -> {
            var below = Scene.edge(horizon - py, pixel);
            for (var c = 0; c < 3; c++) {
                rgb[c] = wall.pale(c) + (floor.deep(c) - wall.pale(c)) * below;
            }
            for (var thing : things) {
                var inside = Scene.edge(thing.distance(px, py), pixel);
                for (var c = 0; c < 3 && inside > 0; c++) {
                    rgb[c] += (thing.tint.strong(c) - rgb[c]) * inside;
                }
            }
        });
    }

    /// The same with strokes on paper, closer where it is darker, and outlines.
    Pixels hatched(int side) {
        return paint(side, (px, py, pixel, rgb) -> {
            var isBelow = py > horizon;
            var tint = isBelow ? floor : wall;
            var drawn = stroke(px, py, isBelow ? 0 : 1.57, isBelow ? 0.5 : 0.32, pixel);
            for (var c = 0; c < 3; c++) {
                rgb[c] = PAPER[c] + (tint.deep(c) * 0.9 - PAPER[c]) * drawn;
            }
            ink(rgb, Math.abs(py - horizon), pixel);
            for (var thing : things) {
                var distance = thing.distance(px, py);
                var inside = Scene.edge(distance, pixel);
                if (inside > 0) {
                    var shade = Math.clamp(0.62 + 0.28 * (px - thing.x + py - thing.y) / thing.radius, 0.34, 0.9);
                    drawn = stroke(px, py, thing.angle, shade, pixel);
                    for (var c = 0; c < 3; c++) {
                        rgb[c] += (PAPER[c] + (thing.tint.strong(c) * 0.92 - PAPER[c]) * drawn - rgb[c]) * inside;
                    }
                }
                ink(rgb, Math.abs(distance), pixel);
            }
        });
    }

    /// How much of a pencil stroke there is.
    ///
    /// @param share of the paper that strokes cover
    private static double stroke(double px, double py, double angle, double share, double pixel) {
        var across = px * StrictMath.sin(angle) + py * StrictMath.cos(angle);
        var place = across / PITCH;
        var off = Math.abs(place - Math.floor(place) - 0.5);
        return Scene.edge((off - share / 2) * PITCH, pixel);
    }

    private static void ink(double[] rgb, double distance, double pixel) {
        var line = 0.85 * Scene.edge(distance - OUTLINE, pixel);
        for (var c = 0; c < 3 && line > 0; c++) {
            rgb[c] += (INK[c] - rgb[c]) * line;
        }
    }

    private interface Colouring {
        void at(double px, double py, double pixel, double[] rgb);
    }

    private static Pixels paint(int side, Colouring colouring) {
        var values = new byte[side * side * 3];
        var rgb = new double[3];
        var pixel = 1.0 / side;
        for (var row = 0; row < side; row++) {
            for (var column = 0; column < side; column++) {
                colouring.at((column + 0.5) * pixel, (row + 0.5) * pixel, pixel, rgb);
                for (var c = 0; c < 3; c++) {
                    values[(row * side + column) * 3 + c] = (byte) (int) Math.clamp(rgb[c] + 0.5, 0, 255);
                }
            }
        }
        return new Pixels(side, side, 3, values);
    }
}
