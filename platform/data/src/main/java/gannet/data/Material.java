package gannet.data;

/// What examples are cut from: a data set's pictures or solids, decoded when they are first asked for. Safe for threads.
interface Material extends AutoCloseable {
    /// The shape of one example: channels, then a side for each direction.
    int[] shape();

    /// By how many pixels a cut may move to the right and down in this one.
    Room room(int number);

    /// One example after the other.
    float[] read(int[] numbers, Cut[] cuts);

    @Override
    void close();

    record Room(int across, int down) {
        static final Room NONE = new Room(0, 0);

        Cut middle() { return new Cut(across / 2, down / 2, false); }
    }

    /// The piece in the middle of each.
    default Cut[] middles(int[] numbers) {
        var cuts = new Cut[numbers.length];
        for (var i = 0; i < cuts.length; i++) {
            cuts[i] = room(numbers[i]).middle();
        }
        return cuts;
    }

    /// How many values one example has.
    default int size() {
        var size = 1;
        for (var side : shape()) {
            size *= side;
        }
        return size;
    }
}
