package gannet.server.table;

/// Whether two words are one, mistyped.
final class Likeness {
    private Likeness() {}

    /// One begins as the other, or few letters have to be changed, added or left out.
    static boolean near(String word, String other) {
        return word.length() >= 3 && (other.startsWith(word) || word.startsWith(other) && other.length() >= 3)
                || distance(word, other) <= Math.max(1, word.length() / 4);
    }

    /// Levenshtein's.
    static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
