package gannet.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A picture with what photographs have and enlarging is hard on: things over things, large and small (as in the dead-leaves model
/// of natural images), sharp edges, textures at many scales, gradients, soft shadows. Lengths in pixels.
final class Photograph {
    /// Stone, sand, wood, brick, moss, leaf, water, sky, cloth, bone, night, rust.
    private static final int[] COLOURS = {
        0x8A8782, 0xCDB891, 0x7A5534, 0x9C4B36, 0x5E6B3A, 0x3F7A48, 0x3B6C86, 0x9CC1DC, 0xB2546B, 0xE9E2D2, 0x2C3040, 0xC7772F};
    private static final int LEAVES = 80;

    private final int width;
    private final int height;
    private final double[] colour;
    /// What of each pixel is still to be painted, and how much of the light comes down to it.
    private final double[] open;
    private final double[] light;
    private final Surface ground;
    private final List<Leaf> leaves = new ArrayList<>();

    private record Leaf(int form, Shape shape, double x, double y, double radius, double stretch, double cos, double sin, Surface surface) {
        double distance(double px, double py) {
            var dx = px - x;
            var dy = py - y;
            var u = dx * cos + dy * sin;
            var v = (dy * cos - dx * sin) / stretch;
            return switch (form) {
                case 0 -> Math.sqrt(u * u + v * v) - radius;
                case 1 -> Math.max(Math.abs(u), Math.abs(v)) - 0.8 * radius;
                default -> shape.distance(u / radius, v / radius) * radius;
            };
        }
    }

    /// What something is made of.
    ///
    /// @param pitch of its pattern
    private record Surface(int kind, double[] first, double[] second, double pitch, double cos, double sin, Noise noise, double sheen) {
        static Surface of(Dice dice, double largest) {
            var angle = dice.between(0, Math.PI);
            var first = COLOURS[dice.below(COLOURS.length)];
            var second = COLOURS[dice.below(COLOURS.length)];
            // from fine to coarse, all scales alike
            var pitch = 3 * StrictMath.pow(Math.max(1.5, largest / 3), dice.unit());
            return new Surface(dice.below(8), rgb(first, dice), rgb(second, dice), pitch, StrictMath.cos(angle), StrictMath.sin(angle), new Noise(dice.next()), dice.between(-0.35, 0.35));
        }

        private static double[] rgb(int hex, Dice dice) {
            var bright = dice.between(0.8, 1.15);
            return new double[] {(hex >> 16) * bright, (hex >> 8 & 255) * bright, (hex & 255) * bright};
        }

        /// How much of the second colour there is.
        double share(double x, double y) {
            var u = (x * cos + y * sin) / pitch;
            var v = (y * cos - x * sin) / pitch;
            var soft = 1 / pitch;
            return switch (kind) {
                case 0 -> 0;                                                                       // plain
                case 1 -> 0.9 * noise.rough(u, v, 5);                                              // stone
                case 2 -> Scene.edge(Math.abs(u - Math.floor(u) - 0.5) - 0.25, soft);              // stripes
                case 3 -> bricks(u, v, soft);
                case 4 -> 0.8 * wave(4 * noise.at(u * 0.35, v * 0.05) + 0.9 * u);                  // wood
                case 5 -> Scene.edge(spot(u, v), soft);                                            // spots
                case 6 -> (wave(u) + wave(v)) / 2;                                                 // weave
                default -> Scene.edge(0.5 - noise.rough(u, v, 4), 0.08);                           // lichen
            };
        }

        private static double wave(double t) { return Math.abs(2 * (t - Math.floor(t)) - 1); }

        private double bricks(double u, double v, double soft) {
            var row = Math.floor(v);
            var along = u / 2 + (((long) row & 1) == 0 ? 0 : 0.5);
            var mortar = Math.max(Scene.edge(0.44 - Math.abs(v - row - 0.5), soft), Scene.edge(0.92 - 2 * Math.abs(along - Math.floor(along) - 0.5), soft));
            return Math.max(mortar, 0.4 * noise.at(Math.floor(along) * 3.7, row * 5.3) + 0.2 * noise.at(3 * u, 3 * v));
        }

        private static double spot(double u, double v) {
            var row = Math.floor(v);
            var du = u + (((long) row & 1) == 0 ? 0 : 0.5);
            var dx = du - Math.floor(du) - 0.5;
            var dy = v - row - 0.5;
            return Math.sqrt(dx * dx + dy * dy) - 0.3;
        }
    }

    private Photograph(int width, int height, Dice dice) {
        this.width = width;
        this.height = height;
        colour = new double[width * height * 3];
        open = new double[width * height];
        light = new double[width * height];
        Arrays.fill(open, 1);
        Arrays.fill(light, 1);
        ground = Surface.of(dice, height);
        var least = 0.025 * height;
        for (var i = 0; i < LEAVES; i++) {
            // as many from 10 to 20 pixels as from 20 to 40: nearer and farther away, things look smaller alike
            var radius = least * StrictMath.pow(14, dice.unit());
            var turn = dice.between(0, 2 * Math.PI);
            leaves.add(new Leaf(dice.below(3), Shape.values()[dice.below(Shape.values().length)], dice.between(0, width), dice.between(0, height), radius,
                    dice.between(0.45, 1), StrictMath.cos(turn), StrictMath.sin(turn), Surface.of(dice, radius)));
        }
    }

    static Pixels paint(int width, int height, Dice dice) {
        var photograph = new Photograph(width, height, dice);
        photograph.leaves.forEach(photograph::lay);
        return photograph.finish();
    }

    /// Under all that lies there already.
    private void lay(Leaf leaf) {
        var reach = leaf.radius * 1.5 + 3;
        for (var y = (int) Math.max(0, leaf.y - reach); y < Math.min(height, leaf.y + reach); y++) {
            for (var x = (int) Math.max(0, leaf.x - reach); x < Math.min(width, leaf.x + reach); x++) {
                var at = y * width + x;
                if (open[at] > 0.004) {
                    var distance = leaf.distance(x + 0.5, y + 0.5);
                    var inside = Scene.edge(distance, 1);
                    if (inside > 0) {
                        var round = Math.clamp(-distance / (0.5 * leaf.radius), 0, 1);
                        var high = (y - leaf.y) / leaf.radius;
                        add(at, leaf.surface, x, y, (0.82 + 0.18 * round - leaf.surface.sheen * high) * light[at], inside);
                    }
                    var shadow = leaf.distance(x - 0.12 * leaf.radius, y - 0.2 * leaf.radius);
                    light[at] *= 1 - 0.4 * Math.clamp(0.5 - shadow / (0.35 * leaf.radius), 0, 1);
                }
            }
        }
    }

    private void add(int at, Surface surface, int x, int y, double bright, double inside) {
        var share = surface.share(x, y);
        for (var c = 0; c < 3; c++) {
            colour[at * 3 + c] += open[at] * inside * bright * (surface.first[c] + (surface.second[c] - surface.first[c]) * share);
        }
        open[at] *= 1 - inside;
    }

    private Pixels finish() {
        var values = new byte[width * height * 3];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var at = y * width + x;
                if (open[at] > 0) {
                    add(at, ground, x, y, (1.1 - 0.35 * y / height) * light[at], 1);
                }
                for (var c = 0; c < 3; c++) {
                    values[at * 3 + c] = (byte) (int) Math.clamp(colour[at * 3 + c] + 0.5, 0, 255);
                }
            }
        }
        return new Pixels(width, height, 3, values);
    }
}
