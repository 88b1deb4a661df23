package gannet.data;

import java.util.BitSet;

/// A piece of furniture of boxes and cylinders, to look at from where its first axis comes from. Lengths are shares of the
/// cube's side; the third axis points up.
enum Furniture {
    CHAIR("chair") {
        @Override
        void build(Room room, Dice dice) {
            var high = dice.between(0.36, 0.46);
            var deep = dice.between(0.17, 0.25);
            var wide = dice.between(0.17, 0.26);
            var thick = dice.between(0.05, 0.09);
            room.box(0.5 - deep, 0.5 + deep, 0.5 - wide, 0.5 + wide, high - thick, high);
            stand(room, dice, deep, wide, high - thick);
            back(room, dice, 0.5 + deep, wide, high, dice.between(0.76, 0.94));
            if (dice.below(3) == 0) {
                var arm = high + dice.between(0.14, 0.22);
                for (var y : new double[] {0.5 - wide, 0.5 + wide - 0.06}) {
                    room.box(0.5 - deep, 0.5 + deep, y, y + 0.06, arm - 0.05, arm);
                    room.box(0.5 - deep, 0.5 - deep + 0.06, y, y + 0.06, high, arm);
                }
            }
        }
    },
    TABLE("table") {
        @Override
        void build(Room room, Dice dice) {
            var high = dice.between(0.4, 0.6);
            var deep = dice.between(0.24, 0.42);
            var wide = dice.between(0.3, 0.46);
            var thick = dice.between(0.04, 0.08);
            if (dice.below(3) == 0) {
                deep = wide;
                room.cylinder(0.5, 0.5, wide, wide, high - thick, high);
                wide *= 0.66;
                deep = wide;
            } else {
                room.box(0.5 - deep, 0.5 + deep, 0.5 - wide, 0.5 + wide, high - thick, high);
            }
            stand(room, dice, deep, wide, high - thick);
        }
    },
    BED("bed") {
        @Override
        void build(Room room, Dice dice) {
            var wide = dice.between(0.24, 0.42);
            var from = dice.between(0.04, 0.08);
            var frame = dice.between(0.14, 0.2);
            var mattress = frame + dice.between(0.07, 0.13);
            var head = mattress + dice.between(0.12, 0.3);
            room.box(from, 0.95, 0.5 - wide, 0.5 + wide, frame - 0.07, frame);
            room.box(from + 0.04, 0.93, 0.5 - wide + 0.04, 0.5 + wide - 0.04, frame, mattress);
            room.box(0.92, 0.97, 0.5 - wide, 0.5 + wide, FLOOR, head);
            for (var y : new double[] {0.5 - wide, 0.5 + wide - 0.08}) {
                room.box(from, from + 0.08, y, y + 0.08, FLOOR, frame);
            }
            if (dice.below(2) == 0) {
                room.box(from, from + 0.04, 0.5 - wide, 0.5 + wide, FLOOR, mattress + 0.05);
            }
            var pillows = 1 + dice.below(2);
            for (var i = 0; i < pillows; i++) {
                var middle = 0.5 + (pillows == 1 ? 0 : (i - 0.5) * wide);
                var half = pillows == 1 ? 0.6 * wide : 0.36 * wide;
                room.box(0.76, 0.9, middle - half, middle + half, mattress, mattress + 0.05);
            }
        }
    },
    SOFA("sofa") {
        @Override
        void build(Room room, Dice dice) {
            var wide = dice.between(0.34, 0.47);
            var deep = dice.between(0.2, 0.26);
            var seat = dice.between(0.26, 0.33);
            var arm = seat + dice.between(0.08, 0.17);
            var back = arm + dice.between(0.06, 0.18);
            var thick = dice.between(0.07, 0.11);
            var leg = FLOOR + dice.between(0.04, 0.1);
            room.box(0.5 - deep, 0.5 + deep, 0.5 - wide, 0.5 + wide, leg, seat);
            room.box(0.5 + deep - thick, 0.5 + deep, 0.5 - wide, 0.5 + wide, leg, back);
            for (var y : new double[] {0.5 - wide, 0.5 + wide - thick}) {
                room.box(0.5 - deep, 0.5 + deep, y, y + thick, leg, arm);
                room.box(0.5 - deep, 0.5 - deep + 0.07, y, y + 0.07, FLOOR, leg);
                room.box(0.5 + deep - 0.07, 0.5 + deep, y, y + 0.07, FLOOR, leg);
            }
            if (dice.below(2) == 0) {
                var cushions = 2 + dice.below(2);
                var each = 2 * (wide - thick) / cushions;
                for (var i = 0; i < cushions; i++) {
                    var y = 0.5 - wide + thick + i * each;
                    room.box(0.5 - deep, 0.5 + deep - thick, y, y + each - 0.04, seat, seat + 0.05);
                }
            }
        }
    },
    SHELF("shelf") {
        @Override
        void build(Room room, Dice dice) {
            var wide = dice.between(0.22, 0.42);
            var deep = dice.between(0.1, 0.17);
            var high = dice.between(0.66, 0.94);
            var boards = 2 + dice.below(4);
            for (var y : new double[] {0.5 - wide, 0.5 + wide - 0.05}) {
                room.box(0.5 - deep, 0.5 + deep, y, y + 0.05, FLOOR, high);
            }
            var lowest = FLOOR + dice.between(0, 0.08);
            for (var i = 0; i <= boards; i++) {
                var z = lowest + (high - 0.05 - lowest) * i / boards;
                room.box(0.5 - deep, 0.5 + deep, 0.5 - wide, 0.5 + wide, z, z + 0.05);
            }
            if (dice.below(2) == 0) {
                room.box(0.5 + deep - 0.04, 0.5 + deep, 0.5 - wide, 0.5 + wide, FLOOR, high);
            }
        }
    },
    LAMP("lamp") {
        @Override
        void build(Room room, Dice dice) {
            var base = dice.between(0.14, 0.24);
            var pole = dice.between(0.025, 0.05);
            var shade = dice.between(0.52, 0.68);
            var top = dice.between(0.86, 0.95);
            var below = dice.between(0.18, 0.34);
            room.cylinder(0.5, 0.5, base, base, FLOOR, FLOOR + dice.between(0.03, 0.07));
            room.cylinder(0.5, 0.5, pole, pole, FLOOR, top);
            room.cylinder(0.5, 0.5, below, below * dice.between(0.4, 1), shade, top);
        }
    };

    /// Where furniture stands.
    static final double FLOOR = 1 / 16.0;

    private final String word;

    Furniture(String word) { this.word = word; }

    String word() { return word; }

    abstract void build(Room room, Dice dice);

    Solid solid(int side, Dice dice) {
        var room = new Room(side, new BitSet(side * side * side));
        build(room, dice);
        return new Solid(side, room.filled);
    }

    /// Four legs, two panels, or a column on a foot.
    private static void stand(Room room, Dice dice, double deep, double wide, double high) {
        var leg = dice.between(0.045, 0.08);
        switch (dice.below(5)) {
            case 0 -> {
                room.cylinder(0.5, 0.5, leg, leg, FLOOR, high);
                room.cylinder(0.5, 0.5, 0.75 * Math.min(deep, wide), 0.75 * Math.min(deep, wide), FLOOR, FLOOR + 0.05);
            }
            case 1 -> {
                for (var y : new double[] {0.5 - wide, 0.5 + wide - 0.05}) {
                    room.box(0.5 - deep, 0.5 + deep, y, y + 0.05, FLOOR, high);
                }
            }
            default -> {
                for (var x : new double[] {0.5 - deep, 0.5 + deep - leg}) {
                    for (var y : new double[] {0.5 - wide, 0.5 + wide - leg}) {
                        room.box(x, x + leg, y, y + leg, FLOOR, high);
                    }
                }
            }
        }
    }

    /// Whole, of slats that lie or stand, or a frame.
    private static void back(Room room, Dice dice, double x, double wide, double low, double high) {
        var thick = dice.between(0.045, 0.08);
        var style = dice.below(4);
        if (style == 0) {
            room.box(x - thick, x, 0.5 - wide, 0.5 + wide, low, high);
            return;
        }
        for (var y : new double[] {0.5 - wide, 0.5 + wide - 0.06}) {
            room.box(x - thick, x, y, y + 0.06, low, high);
        }
        room.box(x - thick, x, 0.5 - wide, 0.5 + wide, high - 0.08, high);
        for (var i = 1; i <= 2 && style == 1; i++) {
            var z = low + (high - low) * i / 3.2;
            room.box(x - thick, x, 0.5 - wide, 0.5 + wide, z, z + 0.06);
        }
        for (var i = 1; i <= 2 && style == 2; i++) {
            var y = 0.5 - wide + 2 * wide * i / 3;
            room.box(x - thick, x, y - 0.02, y + 0.03, low, high);
        }
    }

    /// Where things are built.
    private record Room(int side, BitSet filled) {
        void box(double x0, double x1, double y0, double y1, double z0, double z1) {
            for (var x = place(x0); x < end(x0, x1); x++) {
                for (var y = place(y0); y < end(y0, y1); y++) {
                    for (var z = place(z0); z < end(z0, z1); z++) {
                        filled.set((x * side + y) * side + z);
                    }
                }
            }
        }

        /// @param below its radius at the lower end    @param above at the upper one
        void cylinder(double middleX, double middleY, double below, double above, double z0, double z1) {
            for (var z = place(z0); z < end(z0, z1); z++) {
                var radius = below + (above - below) * Math.clamp(((z + 0.5) / side - z0) / (z1 - z0), 0, 1);
                for (var x = 0; x < side; x++) {
                    for (var y = 0; y < side; y++) {
                        var dx = (x + 0.5) / side - middleX;
                        var dy = (y + 0.5) / side - middleY;
                        if (dx * dx + dy * dy < Math.max(radius * radius, 1.0 / side / side)) {
                            filled.set((x * side + y) * side + z);
                        }
                    }
                }
            }
        }

        private int place(double share) { return Math.clamp((int) Math.floor(share * side + 0.5), 0, side - 1); }

        /// At least one voxel on.
        private int end(double from, double to) { return Math.clamp((int) Math.floor(to * side + 0.5), place(from) + 1, side); }
    }
}
