package gannet.data;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two sides that an archive's folders make: `A` and `B`, or `trainA` and `trainB` with perhaps `testA` and `testB`, or
/// any two if a person says so.
///
/// @param skip length of the folders around them    @param sides the side of each folder
/// @param areParts whether the folders' names divide training from tests, as CycleGAN's do
record Sides(int skip, SortedMap<String, String> sides, boolean areParts) {
    private static final Pattern SIDE = Pattern.compile("(?:(train|training|test|testing|val|valid|validation)[-_ ]?)?([ab])");

    /// Where a picture lies.
    ///
    /// @param key what it shares with its partner
    record Place(String side, String key, boolean heldOut) {}

    /// By the usual names, if all pictures' folders have such.
    ///
    /// @param others what else the archive holds
    static Optional<Sides> named(Collection<String> pictures, Collection<String> others) {
        var common = Folders.common(pictures);
        while (!common.isEmpty() && match(last(common)).matches()) {
            common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
        }
        var folders = folders(pictures, common);
        if (folders.isEmpty() || !folders.stream().allMatch(folder -> match(folder).matches())) {
            return Optional.empty();
        }
        folders.addAll(folders(others, common));
        var sides = new TreeMap<String, String>();
        var areParts = false;
        for (var folder : folders) {
            var match = match(folder);
            if (match.matches()) {
                sides.put(folder, match.group(2));
                areParts |= match.group(1) != null;
            }
        }
        return areParts || sides.values().containsAll(List.of(Picture.A, Picture.B)) ? Optional.of(new Sides(common.length(), sides, areParts)) : Optional.empty();
    }

    /// The only two folders that there are, the first one in the alphabet side a.
    static Optional<Sides> two(Collection<String> pictures, Collection<String> others) {
        var all = new TreeSet<>(pictures);
        all.addAll(others);
        var common = Folders.common(all);
        var folders = folders(all, common);
        return folders.size() == 2 && !folders.stream().allMatch(Folders::isPart)
                ? Optional.of(new Sides(common.length(), new TreeMap<>(Map.of(folders.first(), Picture.A, folders.last(), Picture.B)), false))
                : Optional.empty();
    }

    /// The folders directly below another one that hold something.
    static TreeSet<String> folders(Collection<String> names, String common) {
        var folders = new TreeSet<String>();
        for (var name : names) {
            var slash = name.startsWith(common) ? name.indexOf('/', common.length()) : -1;
            if (slash > 0) {
                folders.add(name.substring(common.length(), slash));
            }
        }
        return folders;
    }

    /// Nothing for a picture that lies beside the folders.
    Optional<Place> place(String name) {
        var slash = name.indexOf('/', skip);
        var side = slash < 0 ? null : sides.get(name.substring(skip, slash));
        if (side == null) {
            return Optional.empty();
        }
        var match = match(name.substring(skip, slash));
        var part = areParts && match.matches() ? match.group(1) : null;
        return Optional.of(new Place(side, (part == null ? "" : part + "/") + Folders.stem(name.substring(slash + 1)),
                part != null && Folders.isHeldOut(part) || Folders.isHeldOut(name, slash + 1)));
    }

    /// The folders of a side as people read them: "testA and trainA".
    String words(String side) {
        var folders = sides.keySet().stream().filter(folder -> side.equals(sides.get(folder))).toList();
        if (!folders.isEmpty()) {
            return String.join(" and ", folders);
        }
        // what would be its name, judging by the other side's
        var other = sides.firstKey();
        var letter = other.charAt(other.length() - 1);
        return other.substring(0, other.length() - 1) + (Character.isUpperCase(letter) ? side.toUpperCase(Locale.ROOT) : side);
    }

    private static Matcher match(String folder) { return SIDE.matcher(folder.toLowerCase(Locale.ROOT)); }

    private static String last(String common) {
        return common.substring(common.lastIndexOf('/', common.length() - 2) + 1, common.length() - 1);
    }
}
