package gannet.data;

import java.util.List;

/// One painted picture, decided but not yet painted. Lengths are shares of the picture's side.
record Scene(Shape shape, Tint tint, Size size, Ground ground, Tint groundTint, double x, double y, double radius, double turn, Grain grain) {
    /// @param phase where a pattern begins    @param angle its direction    @param pitch its repeat    @param light where the light comes from
    record Grain(double phase, double angle, double pitch, double light) {}

    enum Size {
        SMALL("small ", 0.17, 0.2),
        PLAIN("", 0.235, 0.275),
        LARGE("large ", 0.31, 0.35);

        private final String word;
        private final double least;
        private final double most;

        Size(String word, double least, double most) {
            this.word = word;
            this.least = least;
            this.most = most;
        }
    }

    /// A colour by name: strong for shapes, pale and deep for grounds. In sRGB, 0 to 255.
    enum Tint {
        RED("red", 0xD93A45, 0xF6D5D2, 0xEDB9B5),
        ORANGE("orange", 0xEE7F2D, 0xFBE2CB, 0xF5CCA8),
        YELLOW("yellow", 0xF3BE36, 0xFCF1CB, 0xF5E2A2),
        GREEN("green", 0x2F9D62, 0xD6EBD9, 0xB6DABD),
        TEAL("teal", 0x169A9C, 0xCDEAE8, 0xA8D8D6),
        BLUE("blue", 0x2C6CC9, 0xD3E3F6, 0xB1CDEC),
        PURPLE("purple", 0x7A4BB7, 0xE5DBF3, 0xCEBDE7),
        PINK("pink", 0xE4699F, 0xFADFEA, 0xF3C2D6);

        private final String word;
        private final double[] strong;
        private final double[] pale;
        private final double[] deep;

        Tint(String word, int strong, int pale, int deep) {
            this.word = word;
            this.strong = rgb(strong);
            this.pale = rgb(pale);
            this.deep = rgb(deep);
        }

        double strong(int channel) { return strong[channel]; }

        double pale(int channel) { return pale[channel]; }

        double deep(int channel) { return deep[channel]; }

        private static double[] rgb(int hex) { return new double[] {hex >> 16, hex >> 8 & 255, hex & 255}; }
    }

    /// How much of the ground's deep tint stands at a place, 0 to 1.
    enum Ground {
        SKY("a %s sky") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) { return Math.clamp(1.05 - y - 0.1 * StrictMath.sin(3 * x + grain.phase * 6.28), 0, 1); }
        },
        STRIPES("%s stripes") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) {
                var along = x * StrictMath.cos(grain.angle) + y * StrictMath.sin(grain.angle);
                return edge((Math.abs(fold(along / grain.pitch + grain.phase)) - 0.25) * grain.pitch, pixel);
            }
        },
        DOTS("%s dots") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) {
                var row = Math.floor(y / grain.pitch + grain.phase);
                var dx = fold(x / grain.pitch + grain.phase + (row % 2 == 0 ? 0 : 0.5));
                var dy = y / grain.pitch + grain.phase - row - 0.5;
                return edge((Math.sqrt(dx * dx + dy * dy) - 0.29) * grain.pitch, pixel);
            }
        },
        CHECKS("%s checks") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) {
                var across = 1 - edge((Math.abs(fold(x / grain.pitch + grain.phase)) - 0.25) * grain.pitch, pixel);
                var down = 1 - edge((Math.abs(fold(y / grain.pitch + grain.phase)) - 0.25) * grain.pitch, pixel);
                return 0.5 * (across + down);
            }
        },
        WAVES("%s waves") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) {
                var along = y + 0.035 * StrictMath.sin(2 * Math.PI * (x / 0.42 + grain.phase));
                return edge((Math.abs(fold(along / grain.pitch + grain.phase)) - 0.25) * grain.pitch, pixel);
            }
        },
        RIPPLES("%s ripples") {
            @Override
            double depth(double x, double y, Grain grain, double pixel) {
                var dx = x - 0.5 - 0.6 * StrictMath.cos(grain.angle * 2);
                var dy = y - 0.5 - 0.6 * StrictMath.sin(grain.angle * 2);
                return edge((Math.abs(fold(Math.sqrt(dx * dx + dy * dy) / grain.pitch + grain.phase)) - 0.25) * grain.pitch, pixel);
            }
        };

        private final String words;

        Ground(String words) { this.words = words; }

        abstract double depth(double x, double y, Grain grain, double pixel);

        /// From −0.5 to 0.5, over and over.
        private static double fold(double value) { return value - Math.floor(value + 0.5); }
    }

    private static final List<Size> SIZES = List.of(Size.SMALL, Size.PLAIN, Size.PLAIN, Size.LARGE);

    static Scene of(Dice dice) {
        var shape = Shape.values()[dice.below(Shape.values().length)];
        var tint = dice.below(Tint.values().length);
        // another tint than the shape's, so that it is always seen
        var groundTint = (tint + 1 + dice.below(Tint.values().length - 1)) % Tint.values().length;
        var size = SIZES.get(dice.below(SIZES.size()));
        var radius = dice.between(size.least, size.most);
        var margin = radius + 0.06;
        return new Scene(
                shape, Tint.values()[tint], size, Ground.values()[dice.below(Ground.values().length)], Tint.values()[groundTint],
                dice.between(margin, 1 - margin), dice.between(margin, 1 - margin), radius, dice.between(-0.3, 0.3),
                new Grain(dice.unit(), dice.between(0, Math.PI), dice.between(0.17, 0.26), dice.between(-0.4, 0.4)));
    }

    String caption() {
        var start = size.word.isEmpty() && tint == Tint.ORANGE ? "an " : "a ";
        var on = ground == Ground.SKY && groundTint == Tint.ORANGE ? "an orange sky" : ground.words.formatted(groundTint.word);
        return start + size.word + tint.word + " " + shape.word() + " on " + on;
    }

    Pixels paint(int side) {
        var values = new byte[side * side * 3];
        var pixel = 1.0 / side;
        for (var row = 0; row < side; row++) {
            for (var column = 0; column < side; column++) {
                paint((column + 0.5) * pixel, (row + 0.5) * pixel, pixel, values, (row * side + column) * 3);
            }
        }
        return new Pixels(side, side, 3, values);
    }

    private void paint(double px, double py, double pixel, byte[] values, int at) {
        var depth = ground.depth(px, py, grain, pixel);
        // darker towards the corners, lighter where the light falls in
        var dx = px - 0.5 - grain.light;
        var dy = py - 0.25;
        var fall = 1.03 - 0.14 * (dx * dx + dy * dy);
        var shadow = 0.34 * soft(distance(px - 0.022, py - 0.038) / radius, 0.32);
        var outside = distance(px, py);
        var inside = edge(outside, pixel);
        // as if slightly domed: lighter above, darker at the lower rim
        var high = (py - y) / radius;
        var rim = Math.clamp(1 + outside / (0.35 * radius), 0, 1);
        var shade = 1.1 - 0.14 * (high + 0.5) - 0.12 * rim * rim * Math.max(0, 0.4 + high);
        var gloss = 34 * Math.clamp(0.55 - high - 1.2 * rim, 0, 1);
        for (var c = 0; c < 3; c++) {
            var below = (groundTint.pale[c] + (groundTint.deep[c] - groundTint.pale[c]) * depth) * fall;
            below *= 1 - shadow * (1 - 0.25 * groundTint.strong[c] / 255);
            var above = tint.strong[c] * shade + gloss;
            values[at + c] = (byte) (int) Math.clamp(below + (above - below) * inside + 0.5, 0, 255);
        }
    }

    /// From the shape's outline, in shares of the picture's side.
    private double distance(double px, double py) {
        var cos = StrictMath.cos(turn);
        var sin = StrictMath.sin(turn);
        var dx = (px - x) / radius;
        var dy = (py - y) / radius;
        return shape.distance(dx * cos + dy * sin, dy * cos - dx * sin) * radius;
    }

    /// 1 inside, 0 outside, over the width of a pixel between.
    static double edge(double distance, double pixel) { return Math.clamp(0.5 - distance / pixel, 0, 1); }

    /// The same over a wide band, smoothly.
    private static double soft(double distance, double width) {
        var t = Math.clamp(0.5 - distance / (2 * width), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
