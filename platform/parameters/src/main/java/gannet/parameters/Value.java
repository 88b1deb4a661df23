package gannet.parameters;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One value held against its parameter.
sealed interface Value {
    record Good(Object value) implements Value {}

    record Bad(String message) implements Value {}

    /// @param given text, or what JSON has: a number, a boolean
    static Value of(Parameter parameter, @Nullable Object given) {
        if (given == null || (given instanceof String text && text.isBlank() && parameter.type() != Parameter.Type.TEXT
                && parameter.type() != Parameter.Type.FILE)) {
            return new Bad(parameter.name() + " is empty; leave it out to have its default, " + parameter.value() + ".");
        }
        return switch (parameter.type()) {
            case INTEGER -> whole(parameter, given);
            case DECIMAL -> decimal(parameter, given);
            case FLAG -> flag(parameter, given);
            case TEXT, FILE -> text(parameter, given);
            case CHOICE -> choice(parameter, given);
        };
    }

    /// What may be given, in words: "a whole number from 8 to 256".
    static String allowed(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER -> "a whole number" + range(parameter);
            case DECIMAL -> "a number" + range(parameter);
            case FLAG -> "true or false";
            case TEXT -> "text of at most " + longest(parameter) + " characters";
            case FILE -> "the name of a file, or nothing";
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
        };
    }

    /// For texts, `max` is the longest.
    static int longest(Parameter parameter) { return (int) Math.min(parameter.max(), 10_000); }

    static String shortened(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }

    private static Value whole(Parameter parameter, Object given) {
        var number = number(given);
        if (number == null || number.signum() != 0 && number.stripTrailingZeros().scale() > 0 || !within(parameter, number)
                || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 || number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            return bad(parameter, given);
        }
        return new Good(number.longValueExact());
    }

    private static Value decimal(Parameter parameter, Object given) {
        var number = number(given);
        if (number == null || !Double.isFinite(number.doubleValue()) || !within(parameter, number)) {
            return bad(parameter, given);
        }
        return new Good(number.doubleValue());
    }

    private static Value flag(Parameter parameter, Object given) {
        return switch (given.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> new Good(true);
            case "false" -> new Good(false);
            default -> bad(parameter, given);
        };
    }

    private static Value text(Parameter parameter, Object given) {
        var text = given.toString();
        if (!(given instanceof String)) {
            return bad(parameter, given);
        }
        if (text.length() > longest(parameter)) {
            return new Bad(parameter.name() + " must be " + allowed(parameter) + ", not of " + text.length() + ".");
        }
        return new Good(text);
    }

    /// `non-saturating` means `NON_SATURATING`.
    private static Value choice(Parameter parameter, Object given) {
        var word = given.toString().strip().replace('-', '_').replace(' ', '_');
        for (var choice : parameter.choices()) {
            if (choice.equalsIgnoreCase(word)) {
                return new Good(choice);
            }
        }
        return bad(parameter, given);
    }

    private static Bad bad(Parameter parameter, Object given) {
        var shown = given instanceof String text ? "\"" + shortened(text) + "\"" : shortened(given.toString());
        boolean comma = parameter.type() == Parameter.Type.DECIMAL && given instanceof String text && text.matches("\\s*-?\\d+,\\d+\\s*");
        var advice = comma ? "; write decimals with a point." : ".";
        return new Bad(parameter.name() + " must be " + allowed(parameter) + ", not " + (number(given) == null ? shown : given.toString().strip()) + advice);
    }

    private static boolean within(Parameter parameter, BigDecimal number) {
        return !(Double.isFinite(parameter.min()) && number.compareTo(new BigDecimal(parameter.min()).round(MathContext.DECIMAL64)) < 0)
                && !(Double.isFinite(parameter.max()) && number.compareTo(new BigDecimal(parameter.max()).round(MathContext.DECIMAL64)) > 0);
    }

    private static String range(Parameter parameter) {
        boolean low = parameter.min() > Integer.MIN_VALUE;
        boolean high = parameter.max() < Integer.MAX_VALUE || Double.isFinite(parameter.max()) && low;
        if (low && high) {
            return " from " + shown(parameter.min()) + " to " + shown(parameter.max());
        }
        return low ? " of at least " + shown(parameter.min()) : high ? " of at most " + shown(parameter.max()) : "";
    }

    private static String shown(double limit) { return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString(); }

    private static @Nullable BigDecimal number(Object given) {
        if (!(given instanceof Number || given instanceof String) || given.toString().length() > 100) {
            return null;
        }
        try {
            return new BigDecimal(given.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
