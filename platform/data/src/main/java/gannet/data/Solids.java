package gannet.data;

import java.util.ArrayList;
import java.util.TreeMap;

/// Voxel files: all have to be of one size, and their folders are labels.
final class Solids {
    private final Taken taken;

    Solids(Taken taken) { this.taken = taken; }

    static boolean isOne(Picture picture) { return picture.file().startsWith(FolderWriter.VOXELS + "/"); }

    Kind voxels() {
        var sides = new TreeMap<Integer, Integer>();
        taken.pictures().stream().filter(Solids::isOne).forEach(solid -> sides.merge(solid.width(), 1, Integer::sum));
        if (sides.isEmpty()) {
            throw taken.refusal("%s holds no voxels that can be read: cubes in .mat, .npy and .binvox files are.".formatted(taken.archive()));
        }
        var side = sides.entrySet().stream().max((one, other) -> Integer.compare(one.getValue(), other.getValue())).orElseThrow().getKey();
        var kept = new ArrayList<Picture>();
        for (var picture : taken.pictures()) {
            if (!isOne(picture)) {
                taken.findings().leftOut(picture.name(), "is a picture among voxels");
            } else if (picture.width() != side) {
                taken.findings().leftOut(picture.name(), "is %1$d × %1$d × %1$d, and most of the others are %2$d × %2$d × %2$d".formatted(picture.width(), side));
            } else {
                kept.add(picture);
            }
        }
        var skip = Folders.common(kept.stream().map(Picture::name).toList()).length();
        var labels = kept.stream().map(solid -> label(solid.name().substring(skip))).toList();
        var areLabels = labels.stream().noneMatch(String::isEmpty) && labels.stream().distinct().count() > 1;
        for (var i = 0; i < kept.size(); i++) {
            var solid = kept.get(i);
            kept.set(i, solid.saying(areLabels ? labels.get(i) : "", "").heldOut(Folders.isHeldOut(solid.name(), skip)));
        }
        taken.writer().arrange(kept);
        return Kind.VOXELS;
    }

    /// The first folder that does not just divide training from tests: `chair/30/train/x.mat` is a chair.
    private static String label(String name) {
        var parts = name.split("/");
        for (var i = 0; i < parts.length - 1; i++) {
            if (!Folders.isPart(parts[i])) {
                return parts[i];
            }
        }
        return "";
    }
}
