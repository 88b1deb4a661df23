package gannet.data;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pictures that each stand for themselves, with their labels and captions if there are some.
final class Singles {
    private final Taken taken;
    private final Idx idx;
    private final Captions captions;

    Singles(Taken taken, Idx idx, Captions captions) {
        this.taken = taken;
        this.idx = idx;
        this.captions = captions;
    }

    /// @param wanted what a person said that it is; null if nobody did
    Kind settle(@Nullable Kind wanted) {
        if (wanted == Kind.PICTURES) {
            return wanted;
        }
        label();
        var said = captions.of(taken.names());
        caption(said);
        if (wanted == Kind.LABELLED) {
            require(picture -> !picture.label().isEmpty(), "has no label", "Put every picture directly into a folder named after its class.");
            return wanted;
        }
        if (wanted == Kind.CAPTIONED) {
            require(picture -> !picture.caption().isEmpty(), "has no caption", "Write a text beside each picture, or a list in captions.csv.");
            return wanted;
        }
        if (!said.isEmpty() && said.size() < taken.pictures().size()) {
            tellMissing(said);
        }
        return said.size() == taken.pictures().size() ? Kind.CAPTIONED : taken.pictures().stream().noneMatch(picture -> picture.label().isEmpty()) ? Kind.LABELLED : Kind.PICTURES;
    }

    private void label() {
        if (idx.hasPictures()) {
            idx.label();
            return;
        }
        Labels.of(taken.names(), taken.findings()).ifPresent(labels -> {
            for (var i = 0; i < labels.size(); i++) {
                taken.writer().say(i, labels.get(i), "");
            }
        });
    }

    private void caption(Map<String, String> said) {
        var names = taken.names();
        for (var i = 0; i < names.size(); i++) {
            taken.writer().say(i, taken.pictures().get(i).label(), said.getOrDefault(names.get(i), ""));
        }
    }

    private void tellMissing(Map<String, String> said) {
        var missing = taken.names().stream().filter(name -> !said.containsKey(name)).toList();
        missing.forEach(name -> taken.findings().add(name, name + " has no caption."));
        taken.findings().addFirst("", "%s of %s have no caption, so the set does not count as captioned. Add the missing captions and import it again."
                .formatted(Words.count(missing.size()), Words.of(taken.pictures().size(), "picture")));
    }

    private void require(Predicate<Picture> right, String lack, String advice) {
        List<String> wrong = taken.pictures().stream().filter(right.negate()).map(Picture::name).toList();
        if (!wrong.isEmpty()) {
            wrong.forEach(name -> taken.findings().add(name, name + " " + lack + "."));
            throw taken.refusal("%s of %s in %s %s. %s".formatted(
                    Words.count(wrong.size()), Words.of(taken.pictures().size(), "picture"), taken.archive(), lack.replace("has", wrong.size() == 1 ? "has" : "have"), advice));
        }
    }
}
