package gannet.parameters;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant who wrote a name that is not there.
public final class Nearest {
    private Nearest() {}

    /// The known name that differs least, unless it differs by more than a third of its letters, or two.
    public static Optional<String> to(String name, Collection<String> known) {
        var plain = plain(name);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))))
                .filter(nearest -> distance(plain, plain(nearest)) <= (nearest.length() <= 3 ? 1 : Math.max(2, nearest.length() / 3)));
    }

    private static String plain(String name) {
        var letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return letters.substring(0, Math.min(letters.length(), 100));
    }

    /// Levenshtein's: letters to insert, remove or replace.
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
