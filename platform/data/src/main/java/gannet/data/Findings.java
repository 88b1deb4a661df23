package gannet.data;

import java.util.ArrayList;
import java.util.List;

/// Collects what was wrong; the first ones in words, the rest as a number.
final class Findings {
    private final List<Finding> told = new ArrayList<>();
    private int more;

    void add(String file, String message) {
        if (told.size() < Description.FINDINGS) {
            told.add(new Finding(file, message));
            return;
        }
        more++;
    }

    /// @param what was wrong, going on after the file's name
    void leftOut(String file, String what) { add(file, file + " " + what + "; it was left out."); }

    /// Before all others.
    void addFirst(String file, String message) {
        told.addFirst(new Finding(file, message));
        if (told.size() > Description.FINDINGS) {
            told.removeLast();
            more++;
        }
    }

    List<Finding> told() { return told; }

    int more() { return more; }
}
