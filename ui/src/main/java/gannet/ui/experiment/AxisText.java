package gannet.ui.experiment;

import gannet.parameters.Parameter;
import gannet.server.experiment.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Several values in a setting's field: "0.0001, 0.0002" is a list, "0.0001 … 0.01" a range, with "log" after it for equal
/// factors and "× 4" for how many points a grid takes. Three full stops do for the ellipsis.
final class AxisText {
    private static final String NUMBER = "([-+]?[0-9.]*[0-9](?:[eE][-+]?[0-9]+)?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\s*(?:…|\\.\\.\\.)\\s*" + NUMBER + "(\\s+log)?(?:\\s*[×x*]\\s*([0-9]{1,9}))?(\\s+log)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+,\\d+");

    /// @return nothing for a single value, right or wrong
    static Optional<Axis> of(Parameter parameter, String text) {
        return switch (parameter.type()) {
            case TEXT, FILE -> Optional.empty(); // a comma is a letter there
            case FLAG, CHOICE -> list(text);
            case INTEGER -> range(text).or(() -> list(text));
            case DECIMAL -> DECIMAL_COMMA.matcher(text).matches() ? Optional.empty() : range(text).or(() -> list(text));
        };
    }

    /// What stands for all of them where one is needed.
    static String first(String text) { return ranged(text).map(range -> range.group(1)).orElseGet(() -> text.split(",", -1)[0].strip()); }

    private static Optional<Axis> list(String text) {
        var values = Arrays.stream(text.split(",", -1)).map(String::strip).filter(value -> !value.isEmpty()).toList();
        return text.contains(",") && !values.isEmpty() ? Optional.of(new Axis.Values(List.copyOf(values))) : Optional.empty();
    }

    private static Optional<Axis> range(String text) {
        return ranged(text).flatMap(range -> {
            try {
                return Optional.of(new Axis.Range(Double.parseDouble(range.group(1)), Double.parseDouble(range.group(2)),
                        range.group(3) != null || range.group(5) != null, range.group(4) == null ? Axis.POINTS : Integer.parseInt(range.group(4))));
            } catch (NumberFormatException twoPoints) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Matcher> ranged(String text) { return Optional.of(RANGE.matcher(text)).filter(Matcher::matches); }

    private AxisText() {}
}
