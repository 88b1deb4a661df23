package gannet.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out what the files of an archive mean together: which kind of data set they make, and what each is in it.
final class Meaning {
    private final Taken taken;
    private final Idx idx;
    private final Map<String, String> texts;
    private final @Nullable Kind wanted;

    /// @param texts by the name of their file    @param wanted what a person said that it is; null if nobody did
    Meaning(Taken taken, Idx idx, Map<String, String> texts, @Nullable Kind wanted) {
        this.taken = taken;
        this.idx = idx;
        this.texts = texts;
        this.wanted = wanted;
    }

    Kind settle() {
        var captions = new Captions(texts, taken.findings());
        var kind = settle(captions);
        for (var text : texts.keySet()) {
            if (!captions.used(text) && !Importer.isLicence(text)) {
                taken.findings().leftOut(text, "is text, not a picture");
            }
        }
        if (kind != Kind.VOXELS) {
            describeChannels();
        }
        return kind;
    }

    private Kind settle(Captions captions) {
        var solids = taken.pictures().stream().filter(Solids::isOne).toList();
        var pictures = taken.pictures().stream().filter(picture -> !Solids.isOne(picture)).toList();
        if (wanted == Kind.VOXELS || wanted == null && !solids.isEmpty() && solids.size() >= pictures.size()) {
            return new Solids(taken).voxels();
        }
        if (pictures.isEmpty()) {
            throw taken.refusal("%s holds voxels and no picture, so it cannot be imported as %s. Import it as voxels.".formatted(
                    taken.archive(), wanted == null ? "pictures" : wanted.words()));
        }
        solids.forEach(solid -> taken.findings().leftOut(solid.name(), "is a voxel file among pictures"));
        taken.writer().arrange(pictures);
        if (wanted == Kind.UNPAIRED || wanted == Kind.PAIRED) {
            return asTold(wanted);
        }
        if (wanted == null) {
            var named = Sides.named(taken.names(), taken.others());
            if (named.isPresent()) {
                var sides = new TwoSides(taken, named.get());
                return !named.get().areParts() && sides.haveSameNames() ? sides.paired(true) : sides.unpaired();
            }
            if (SideBySide.isUsual(pictures)) {
                new SideBySide(taken).arrange();
                return Kind.PAIRED;
            }
            if (SideBySide.couldBe(pictures)) {
                taken.findings().addFirst("", "Every picture is twice as wide as high, as pairs side by side are. If they are pairs, import them again as paired.");
            }
        }
        return new Singles(taken, idx, captions).settle(wanted);
    }

    private Kind asTold(Kind kind) {
        var sides = Sides.named(taken.names(), taken.others()).or(() -> Sides.two(taken.names(), taken.others()));
        if (sides.isPresent()) {
            var two = new TwoSides(taken, sides.get());
            return kind == Kind.UNPAIRED ? two.unpaired() : two.paired(false);
        }
        // the halves of pictures that come as pairs are two collections, too, whose partners are known
        if (kind == Kind.PAIRED || SideBySide.isUsual(taken.pictures())) {
            new SideBySide(taken).arrange();
            return kind;
        }
        List<String> folders = List.copyOf(Sides.folders(taken.names(), Folders.common(taken.names())));
        throw taken.refusal("%s has %s, and unpaired pictures are two collections: put one into a folder A and the other into a folder B.".formatted(taken.archive(),
                folders.size() < 2 ? "all its pictures in one folder" : "its pictures in " + folders.size() + " folders (" + String.join(", ", folders) + ")"));
    }

    private void describeChannels() {
        var all = taken.pictures().size();
        var grey = taken.pictures().stream().filter(picture -> picture.channels() <= 2).count();
        var alpha = taken.pictures().stream().filter(picture -> picture.channels() % 2 == 0).count();
        if (alpha > 0) {
            taken.findings().addFirst("", "%s of %s can be see-through (an alpha channel); training sees them on white."
                    .formatted(Words.count(alpha), Words.of(all, "picture")));
        }
        if (grey > 0 && grey < all) {
            taken.findings().addFirst("", "%s of %s %s grey and the others are in colour; all are read as colour."
                    .formatted(Words.count(grey), Words.of(all, "picture"), grey == 1 ? "is" : "are"));
        }
    }
}
