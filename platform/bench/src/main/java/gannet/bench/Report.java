package gannet.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a benchmark found.
///
/// @param notes what a reader must know to judge the figures
record Report(String name, Machine machine, List<Figure> figures, List<String> notes) {
    Report {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    boolean met() { return figures.stream().noneMatch(figure -> Boolean.FALSE.equals(figure.met())); }

    String json() throws JsonProcessingException {
        var json = new ObjectMapper();
        var root = json.createObjectNode().put("name", name);
        root.set("machine", json.createObjectNode().put("cpu", machine.cpu()).put("cores", machine.cores())
                .put("memory", machine.memory()).put("os", machine.os()).put("jdk", machine.jdk()));
        var list = root.putArray("figures");
        figures.forEach(figure -> put(list.addObject(), figure));
        notes.forEach(root.putArray("notes")::add);
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void put(ObjectNode node, Figure figure) {
        node.put("name", figure.name()).put("value", figure.value()).put("unit", figure.unit())
                .put("goal", figure.goal()).put("met", figure.met());
    }

    String table() {
        var lines = new ArrayList<String>();
        lines.add(name + " — " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.memory() + " GB, "
                + machine.os() + ", " + machine.jdk());
        int wide = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
        for (var figure : figures) {
            var value = String.format(Locale.ROOT, "%10s %-4s", number(figure.value(), figure.unit()), figure.unit());
            lines.add("  " + figure.name() + " ".repeat(wide - figure.name().length()) + value + verdict(figure));
        }
        notes.forEach(note -> lines.add("  " + note));
        return String.join("\n", lines);
    }

    private static String verdict(Figure figure) {
        var goal = figure.goal();
        if (goal == null) {
            return "";
        }
        return "  goal: at most " + number(goal, figure.unit()) + (figure.value() <= goal ? ", met" : ", missed");
    }

    /// As many digits as people compare by.
    private static String number(double value, String unit) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        if (Math.abs(value) < 1) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 || unit.equals("dB") ? "%.2f" : "%,.1f", value);
    }
}
