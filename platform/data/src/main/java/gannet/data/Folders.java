package gannet.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/// What the folders' names of an archive say.
final class Folders {
    private static final Set<String> TRAINING = Set.of("train", "training");
    private static final Set<String> HELD_OUT = Set.of("test", "testing", "val", "valid", "validation");

    private Folders() {}

    /// The folders that all of these share, with a slash at the end.
    static String common(Collection<String> names) {
        var first = names.iterator().next();
        var common = first.substring(0, first.lastIndexOf('/') + 1);
        for (var name : names) {
            while (!name.startsWith(common)) {
                common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
            }
        }
        return common;
    }

    /// Whether it divides examples into those to train on and those to test with, and says nothing else about them.
    static boolean isPart(String folder) { return TRAINING.contains(folder.toLowerCase(Locale.ROOT)) || isHeldOut(folder); }

    static boolean isHeldOut(String folder) { return HELD_OUT.contains(folder.toLowerCase(Locale.ROOT)); }

    /// Whether the file lies in a folder of tests.
    static boolean isHeldOut(String name, int skip) {
        var parts = name.substring(skip).split("/");
        for (var i = 0; i < parts.length - 1; i++) {
            if (isHeldOut(parts[i])) {
                return true;
            }
        }
        return false;
    }

    /// Without what follows the last dot.
    static String stem(String name) {
        var dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
