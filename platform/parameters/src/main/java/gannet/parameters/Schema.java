package gannet.parameters;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gannet.spi.Param;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All settings of one kind, in the order of their record. As JSON it is the list of its parameters.
public record Schema(@JsonValue List<Parameter> parameters) {
    @JsonCreator
    public Schema {
        parameters = List.copyOf(parameters);
    }

    /// What came of a check: the values, complete and typed (`Long`, `Double`, `Boolean`, `String`), or all that is wrong.
    /// Where there are problems, the values at fault hold their defaults.
    public record Checked(SortedMap<String, Object> values, List<Problem> problems) {
        public SortedMap<String, Object> orThrow() {
            if (!problems.isEmpty()) {
                throw new ProblemException(problems);
            }
            return values;
        }
    }

    /// Reads the [Param]s of a record's components.
    ///
    /// @throws ProblemException of kind PLUGIN with everything that is wrong with the declaration
    public static Schema of(Class<? extends Record> record) {
        var parameters = new ArrayList<Parameter>();
        var problems = new ArrayList<Problem>();
        for (var component : record.getRecordComponents()) {
            var parameter = parameter(record, component, problems);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Schema(parameters);
    }

    public Optional<Parameter> find(String name) { return parameters.stream().filter(p -> p.name().equals(name)).findFirst(); }

    public SortedMap<String, Object> defaults() { return check(Map.of()).orThrow(); }

    /// Compares values, as text or as JSON's own types, with what is allowed. What is left out gets its default.
    public Checked check(Map<String, ?> given) {
        var values = new TreeMap<String, Object>();
        var problems = new ArrayList<Problem>();
        for (var parameter : parameters) {
            var value = Value.of(parameter, given.containsKey(parameter.name()) ? given.get(parameter.name()) : parameter.value());
            switch (value) {
                case Value.Good(var good) -> values.put(parameter.name(), good);
                case Value.Bad(var message) -> {
                    problems.add(Problem.user(parameter.name(), message));
                    if (Value.of(parameter, parameter.value()) instanceof Value.Good(var good)) {
                        values.put(parameter.name(), good);
                    }
                }
            }
        }
        given.keySet().stream().filter(name -> find(name).isEmpty()).sorted().forEach(name -> problems.add(unknown(name)));
        return new Checked(Collections.unmodifiableSortedMap(values), List.copyOf(problems));
    }

    /// JSON Schema, draft 2020-12.
    public ObjectNode jsonSchema() {
        var schema = Json.mapper().createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        for (var parameter : parameters) {
            var property = properties.putObject(parameter.name()).put("title", parameter.label()).put("description", parameter.help());
            switch (parameter.type()) {
                case INTEGER -> property.put("type", "integer");
                case DECIMAL -> property.put("type", "number");
                case FLAG -> property.put("type", "boolean");
                case TEXT, FILE -> property.put("type", "string").put("maxLength", (long) Value.longest(parameter));
                case CHOICE -> parameter.choices().forEach(property.put("type", "string").withArray("enum")::add);
            }
            if (parameter.type() == Parameter.Type.INTEGER || parameter.type() == Parameter.Type.DECIMAL) {
                limit(property, "minimum", parameter.min());
                limit(property, "maximum", parameter.max());
            }
            property.set("default", Json.tree(check(Map.of()).values().getOrDefault(parameter.name(), "")));
        }
        return schema;
    }

    /// A table for `--help`: name and default, what is allowed, what it is.
    public String flags() {
        int name = parameters.stream().mapToInt(p -> assignment(p).length()).max().orElse(0);
        int allowed = parameters.stream().mapToInt(p -> Value.allowed(p).length()).filter(length -> length <= 40).max().orElse(0);
        var table = new StringBuilder();
        for (var parameter : parameters) {
            table.append(("  %-" + Math.max(1, name) + "s  %-" + Math.max(1, allowed) + "s  %s%n")
                    .formatted(assignment(parameter), Value.allowed(parameter), parameter.help()));
        }
        return table.toString();
    }

    private static String assignment(Parameter parameter) { return parameter.name() + "=" + parameter.value(); }

    private Problem unknown(String name) {
        var names = parameters.stream().map(Parameter::name).toList();
        var nearest = Nearest.to(name, names).map(near -> "; did you mean " + near + "?").orElse(".");
        return Problem.user(name, "There is no setting \"" + Value.shortened(name) + "\"" + nearest
                + (names.isEmpty() ? " There are none to set." : " There are: " + String.join(", ", names) + "."));
    }

    private static void limit(ObjectNode property, String name, double limit) {
        if (Double.isFinite(limit)) {
            property.set(name, limit == Math.rint(limit) ? Json.tree((long) limit) : Json.tree(limit));
        }
    }

    private static @Nullable Parameter parameter(Class<?> record, RecordComponent component, List<Problem> problems) {
        var where = record.getName() + "." + component.getName();
        var param = component.getAnnotation(Param.class);
        if (param == null) {
            problems.add(new Problem(Problem.Kind.PLUGIN, where, where + " has no @Param; every setting declares its default and its help there."));
            return null;
        }
        var type = typeOf(component.getType());
        if (type.isEmpty()) {
            problems.add(new Problem(Problem.Kind.PLUGIN, where, where + " is a " + component.getType().getSimpleName()
                    + "; a setting is an int, long, double, boolean, String, Path or an enum."));
            return null;
        }
        boolean small = component.getType() == int.class;
        var parameter = new Parameter(
                component.getName(), type.get(), param.label().isEmpty() ? words(component.getName()) : param.label(), param.value(),
                small ? Math.max(param.min(), Integer.MIN_VALUE) : param.min(), small ? Math.min(param.max(), Integer.MAX_VALUE) : param.max(),
                choices(component.getType()), param.help(), param.group(), param.unit(), param.advanced());
        if (Value.of(parameter, param.value()) instanceof Value.Bad(var message)) {
            problems.add(new Problem(Problem.Kind.PLUGIN, where, "The default of " + where + " breaks its own rule: " + message));
        }
        return parameter;
    }

    private static Optional<Parameter.Type> typeOf(Class<?> type) {
        if (type == int.class || type == long.class) {
            return Optional.of(Parameter.Type.INTEGER);
        }
        if (type == double.class) {
            return Optional.of(Parameter.Type.DECIMAL);
        }
        if (type == boolean.class) {
            return Optional.of(Parameter.Type.FLAG);
        }
        if (type == String.class) {
            return Optional.of(Parameter.Type.TEXT);
        }
        if (type == Path.class) {
            return Optional.of(Parameter.Type.FILE);
        }
        return type.isEnum() ? Optional.of(Parameter.Type.CHOICE) : Optional.empty();
    }

    private static List<String> choices(Class<?> type) {
        return type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList() : List.of();
    }

    /// `imageSize` becomes "Image size".
    private static String words(String name) {
        var words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
