package gannet.server.vote;

import org.jspecify.annotations.Nullable;

/// A share of `won` out of `all`, with the interval that holds the true share in 95 of 100 cases: Wilson's score interval,
/// which stays within 0 and 1 and is honest for few votes and for shares near the ends, where the usual one is not
/// (Wilson 1927; compared with others in Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E).
///
/// @param share null if there were none
public record Interval(long won, long all, @Nullable Double share, double from, double to) {
    private static final double Z = 1.959963984540054; // 97.5 % of a normal distribution lie below

    public static Interval of(long won, long all) {
        if (won < 0 || won > all) {
            throw new IllegalArgumentException(won + " out of " + all + " is no share");
        }
        if (all == 0) {
            return new Interval(0, 0, null, 0, 1);
        }
        double n = all;
        double p = won / n;
        // (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
        double middle = p + Z * Z / (2 * n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        double scale = 1 + Z * Z / n;
        return new Interval(won, all, p, won == 0 ? 0 : (middle - reach) / scale, won == all ? 1 : (middle + reach) / scale);
    }
}
