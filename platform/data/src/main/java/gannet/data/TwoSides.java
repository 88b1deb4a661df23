package gannet.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pictures in two folders: unpaired collections, or pairs with the same name in both.
final class TwoSides {
    private final Taken taken;
    private final Sides sides;
    private final List<Placed> all = new ArrayList<>();
    /// By side and key.
    private final Map<String, Placed> byKey = new HashMap<>();

    /// @param key what it shares with its partner
    private record Placed(Picture picture, String key) {
        String side() { return picture.side(); }
    }

    TwoSides(Taken taken, Sides sides) {
        this.taken = taken;
        this.sides = sides;
        for (var picture : taken.pictures()) {
            var place = sides.place(picture.name());
            if (place.isEmpty()) {
                taken.findings().leftOut(picture.name(), "lies in neither side's folder");
                continue;
            }
            var placed = new Placed(picture.on(place.get().side(), null).heldOut(place.get().heldOut()), place.get().key());
            all.add(placed);
            byKey.putIfAbsent(placed.side() + placed.key, placed);
        }
    }

    /// Whether most names of the smaller side stand on the other one too.
    boolean haveSameNames() { return haveSameNames(_ -> true); }

    private boolean haveSameNames(Predicate<Placed> among) {
        var a = on(Picture.A).stream().filter(among).toList();
        var both = a.stream().filter(placed -> partner(placed).isPresent()).count();
        return both > 0 && 2 * both >= Math.min(a.size(), on(Picture.B).stream().filter(among).count());
    }

    /// Both sides as they are, a before b.
    Kind unpaired() {
        requireBoth("Unpaired pictures are two collections, each in a folder of its own");
        var ordered = new ArrayList<>(on(Picture.A));
        ordered.addAll(on(Picture.B));
        // what is learnt from may have nothing in common, and only what is held out be the same on both sides
        var areLinked = haveSameNames() || haveSameNames(placed -> placed.picture.heldOut());
        var numbers = new HashMap<Placed, Integer>();
        for (var placed : ordered) {
            numbers.put(placed, numbers.size());
        }
        taken.writer().arrange(ordered.stream().map(placed -> placed.picture.on(placed.side(), areLinked ? number(partner(placed), numbers) : null)).toList());
        if (areLinked) {
            taken.findings().addFirst("", "Pictures of the same name on both sides count as showing the same: results are compared with them, and they are never"
                    + " trained on as pairs. If they are pairs to learn from, import them again as paired.");
        }
        return Kind.UNPAIRED;
    }

    /// Those that have a partner, each behind the other; without one, a picture is left out.
    ///
    /// @param isGuess whether nobody said that these are pairs
    Kind paired(boolean isGuess) {
        requireBoth("Pairs are pictures of the same name in two folders");
        var kept = new ArrayList<Picture>();
        for (var placed : all) {
            var partner = partner(placed);
            var wrong = wrong(placed, partner);
            if (!wrong.isEmpty()) {
                taken.findings().leftOut(placed.picture.name(), wrong);
            } else if (placed.side().equals(Picture.A)) {
                kept.add(placed.picture.on(Picture.A, kept.size() + 1));
                kept.add(partner.orElseThrow().picture.on(Picture.B, kept.size() - 1));
            }
        }
        if (kept.isEmpty()) {
            throw taken.refusal("%s holds no pair of pictures: nothing in %s has the same name as something in %s.".formatted(
                    taken.archive(), sides.words(Picture.A), sides.words(Picture.B)));
        }
        taken.writer().arrange(kept);
        if (isGuess) {
            taken.findings().addFirst("", "Both folders have the same names, so they were taken as pairs. If they are two collections that have nothing to do with"
                    + " each other, import them again as unpaired.");
        }
        return Kind.PAIRED;
    }

    /// Why a picture makes no pair; goes on after its name.
    private String wrong(Placed placed, Optional<Placed> partner) {
        var first = byKey.get(placed.side() + placed.key);
        if (first != placed) {
            return "has the same name as " + (first == null ? "another one" : first.picture.name());
        }
        if (partner.isEmpty()) {
            return "has no partner in " + sides.words(other(placed.side()));
        }
        var mine = placed.picture;
        var theirs = partner.get().picture;
        var shapes = (double) mine.width() * theirs.height() / ((double) mine.height() * theirs.width());
        return Math.abs(shapes - 1) < 0.02 ? "" : "is %s × %s pixels, and its partner %s × %s: a pair has one shape".formatted(
                Words.count(mine.width()), Words.count(mine.height()), Words.count(theirs.width()), Words.count(theirs.height()));
    }

    private void requireBoth(String rule) {
        for (var side : List.of(Picture.A, Picture.B)) {
            if (on(side).isEmpty()) {
                throw taken.refusal("%s holds no picture that can be read in %s, and %s in %s. %s.".formatted(taken.archive(), sides.words(side),
                        Words.count(on(other(side)).size()), sides.words(other(side)), rule));
            }
        }
    }

    private List<Placed> on(String side) { return all.stream().filter(placed -> placed.side().equals(side)).toList(); }

    private Optional<Placed> partner(Placed placed) { return Optional.ofNullable(byKey.get(other(placed.side()) + placed.key)); }

    private static @Nullable Integer number(Optional<Placed> placed, Map<Placed, Integer> numbers) { return placed.map(numbers::get).orElse(null); }

    private static String other(String side) { return side.equals(Picture.A) ? Picture.B : Picture.A; }
}
