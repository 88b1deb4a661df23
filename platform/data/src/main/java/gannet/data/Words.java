package gannet.data;

import java.util.Locale;

/// Numbers as sentences carry them.
final class Words {
    private Words() {}

    static String count(long n) { return String.format(Locale.ENGLISH, "%,d", n); }

    static String bytes(long n) {
        if (n < 1_000) {
            return n + " bytes";
        }
        if (n < 1_000_000) {
            return count(n / 1_000) + " kB";
        }
        return n < 1_000_000_000 ? count(n / 1_000_000) + " MB" : String.format(Locale.ENGLISH, "%,.1f GB", n / 1e9);
    }

    /// "1 picture", "12 pictures".
    static String of(long n, String one) { return count(n) + " " + one + (n == 1 ? "" : "s"); }
}
