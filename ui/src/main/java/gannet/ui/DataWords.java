package gannet.ui;

import gannet.server.dataset.DataSet;

/// A data set in words.
public final class DataWords {
    private DataWords() {}

    public static boolean areSolids(DataSet set) { return set.kind().equals("voxels"); }

    public static boolean hasTwoSides(DataSet set) { return isPaired(set) || set.kind().equals("unpaired pictures"); }

    public static boolean isPaired(DataSet set) { return set.kind().equals("paired pictures"); }

    /// "4,096 pictures", "1,500 solids", "440 pairs"
    public static String count(DataSet set) {
        return areSolids(set) ? Words.count(set.count(), "solid", "solids")
                : isPaired(set) ? Words.count(set.count() / 2, "pair", "pairs") : Words.count(set.count(), "picture", "pictures");
    }

    /// What one of them is called: "picture", "solid".
    public static String one(DataSet set) { return areSolids(set) ? "solid" : "picture"; }

    /// "64 × 64 px", "from 257 × 256 px", "32 voxels a side"
    public static String size(DataSet set) {
        if (areSolids(set)) {
            return (set.width() == set.largestWidth() ? set.width() : set.width() + " to " + set.largestWidth()) + " voxels a side";
        }
        return (set.width() == set.largestWidth() && set.height() == set.largestHeight() ? "" : "from ") + set.width() + " × " + set.height() + " px";
    }

    /// What they are besides pictures, in a word or two: "grey", "colour, with captions", "colour, two sides".
    public static String manner(DataSet set) {
        var colour = set.channels() == 1 ? "grey" : "colour";
        return switch (set.kind()) {
            case "labelled pictures" -> colour + ", with labels";
            case "captioned pictures" -> colour + ", with captions";
            case "unpaired pictures" -> colour + ", two sides";
            case "paired pictures" -> colour + ", side by side";
            case "voxels" -> set.classes().isEmpty() ? "voxels" : "voxels, with labels";
            default -> colour;
        };
    }

    /// "4,096 pictures · 64 × 64 px · colour, with captions"
    public static String facts(DataSet set) {
        return count(set) + " · " + size(set) + (areSolids(set) ? set.classes().isEmpty() ? "" : " · with labels" : " · " + manner(set));
    }
}
