package gannet.ui.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Values of settings and metrics as people type and read them.
final class Figures {
    private Figures() {}

    /// "0.0002", "64", "hinge"
    static String setting(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
        }
        return value instanceof String word ? word.toLowerCase(Locale.ROOT).replace('_', ' ') : value.toString();
    }

    /// "0.53", "1,204", "9.9e8": a value that ran away must not widen the table.
    static String metric(Object value) {
        if (!(value instanceof Number number)) {
            return switch (value.toString()) {
                case "nan" -> "NaN";
                case "infinity" -> "∞";
                case "-infinity" -> "−∞";
                default -> value.toString();
            };
        }
        double size = Math.abs(number.doubleValue());
        var form = size != 0 && size < 0.01 ? "%.1e" : size < 1 ? "%.3f" : size < 100 ? "%.2f" : size < 100_000 ? "%,.0f" : "%.1e";
        return String.format(Locale.ENGLISH, form, number.doubleValue()).replace("e+0", "e").replace("e+", "e").replace("e-0", "e-");
    }

    /// `setting.imageSize` as "Image size", `metric.loss.lowest` as "Lowest loss"
    static String label(String address) {
        if (address.startsWith("setting.")) {
            return capital(address.substring("setting.".length()).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
        }
        var name = address.replaceFirst("^metric\\.", "");
        if (name.endsWith(".lowest") || name.endsWith(".highest")) {
            int dot = name.lastIndexOf('.');
            return capital(name.substring(dot + 1)) + " " + name.substring(0, dot);
        }
        return capital(name);
    }

    private static String capital(String words) { return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1); }
}
