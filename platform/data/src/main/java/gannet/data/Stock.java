package gannet.data;

/// The examples of one collection in the order in which steps take them, each cut as chance has it. All follows from the
/// seed and the step alone.
///
/// @param mirroring whether half of the examples are mirrored    @param stream tells this collection's chances from another's
record Stock(Material material, Split split, Shuffle shuffle, boolean mirroring, long seed, long stream) {
    static Stock of(Material material, Split split, int batchSize, boolean mirroring, long seed, long stream) {
        return new Stock(material, split, new Shuffle(split.training().length, batchSize, stream == 0 ? seed : new Dice(seed, stream).next()), mirroring, seed, stream);
    }

    int count() { return split.training().length; }

    int[] numbers(long step) {
        var numbers = shuffle.batch(step);
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = split.training()[numbers[i]];
        }
        return numbers;
    }

    Cut[] cuts(long step, int[] numbers) {
        var cuts = new Cut[numbers.length];
        for (var i = 0; i < cuts.length; i++) {
            cuts[i] = cut(material.room(numbers[i]), new Dice(seed, 2 + 8 * stream, step * numbers.length + i));
        }
        return cuts;
    }

    private Cut cut(Material.Room room, Dice dice) {
        var mirrored = (dice.next() & 1) == 1 && mirroring;
        return new Cut(dice.below(room.across() + 1), dice.below(room.down() + 1), mirrored);
    }
}
