package gannet.parameters;

import java.util.List;

/// One setting as data: what a form field, a flag, a JSON Schema property and a line of docs are drawn from.
///
/// @param name as in the record, `learningRate`    @param label for people, "Learning rate"
/// @param value the default, as text    @param min lowest number allowed, -∞ if any    @param max highest, +∞ if any
/// @param choices the words allowed for a CHOICE, else empty    @param group heading in a form    @param unit "px", "" if none
/// @param type a FILE is a path, empty for none
/// @param advanced whether a form folds it away
public record Parameter(
        String name, Type type, String label, String value, double min, double max,
        List<String> choices, String help, String group, String unit, boolean advanced) {

    public enum Type { INTEGER, DECIMAL, FLAG, TEXT, FILE, CHOICE }

    public Parameter {
        choices = List.copyOf(choices);
    }
}
