package gannet.server.doctor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as a finding says them.
final class Figures {
    private Figures() {}

    /// Three digits: 0.0312, 41.2, 1,250.
    static String figure(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "minus infinite";
        }
        if (Math.abs(value) >= 1e7) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(3));
        return Math.abs(value) >= 100 ? "%,d".formatted(Math.round(rounded.doubleValue())) : rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String step(long step) { return String.format(Locale.ROOT, "%,d", step); }

    /// A number as people type it.
    static String plain(double value) { return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString(); }

    /// A setting's value as people type it, with two digits.
    static String typed(double value) { return new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString(); }
}
