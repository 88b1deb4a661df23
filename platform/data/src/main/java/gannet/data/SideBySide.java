package gannet.data;

import java.util.ArrayList;
import java.util.List;

/// Pairs of which each came as one picture, twice as wide as high: the left half is side a, the right one side b.
final class SideBySide {
    private static final int SMALLEST = 16;

    private final Taken taken;

    SideBySide(Taken taken) { this.taken = taken; }

    private static boolean isDouble(Picture picture) { return picture.width() == 2 * picture.height(); }

    /// Whether every picture could be one, and there are some.
    static boolean couldBe(List<Picture> pictures) {
        return pictures.size() > 1 && pictures.stream().allMatch(picture -> isDouble(picture) && picture.height() >= SMALLEST);
    }

    /// As pix2pix's data comes: in folders that divide training from tests.
    static boolean isUsual(List<Picture> pictures) {
        var names = pictures.stream().map(Picture::name).toList();
        return couldBe(pictures) && names.stream().allMatch(name -> name.indexOf('/') > 0 && Folders.isPart(folder(name)));
    }

    private static String folder(String name) {
        var above = name.substring(0, name.lastIndexOf('/'));
        return above.substring(above.lastIndexOf('/') + 1);
    }

    /// Each half behind the other; what cannot be cut in halves is left out.
    void arrange() {
        var kept = new ArrayList<Picture>();
        var skip = Folders.common(taken.names()).length();
        for (var picture : taken.pictures()) {
            if (!isDouble(picture)) {
                taken.findings().leftOut(picture.name(), "is %s × %s pixels, and a pair side by side is twice as wide as high".formatted(
                        Words.count(picture.width()), Words.count(picture.height())));
                continue;
            }
            var whole = picture.heldOut(Folders.isHeldOut(picture.name(), skip));
            kept.add(whole.halved(Picture.LEFT).on(Picture.A, kept.size() + 1));
            kept.add(whole.halved(Picture.RIGHT).on(Picture.B, kept.size() - 1));
        }
        if (kept.isEmpty()) {
            throw taken.refusal("%s holds no pair: put each pair side by side into one picture, twice as wide as high, or its two pictures under one name into folders A and B."
                    .formatted(taken.archive()));
        }
        taken.writer().arrange(kept);
    }
}
