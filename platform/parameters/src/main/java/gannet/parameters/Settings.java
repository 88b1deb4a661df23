package gannet.parameters;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Settings records made from values, and values from records.
public final class Settings {
    private Settings() {}

    /// Checks the values against the record's schema and makes the record.
    ///
    /// @throws ProblemException with everything wrong in the values; of kind PLUGIN if the record itself refuses or is badly declared
    public static <R extends Record> R bind(Class<R> type, Map<String, ?> values) {
        var checked = Schema.of(type).check(values).orThrow();
        var arguments = Arrays.stream(type.getRecordComponents())
                .map(component -> argument(component.getType(), checked.getOrDefault(component.getName(), ""))).toArray();
        try {
            return canonical(type).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new ProblemException(Problem.Kind.PLUGIN,
                    "The record " + type.getName() + " refuses its settings " + checked + ": " + e.getCause(), Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException e) {
            throw new ProblemException(Problem.Kind.PLUGIN, "The record " + type.getName() + " cannot be made: " + e, e);
        }
    }

    public static <R extends Record> R defaults(Class<R> type) { return bind(type, Map.of()); }

    /// The values by name, typed as [Schema#check] types them.
    public static SortedMap<String, Object> toMap(Record settings) {
        var values = new TreeMap<String, Object>();
        for (var component : settings.getClass().getRecordComponents()) {
            values.put(component.getName(), plain(value(settings, component)));
        }
        return Collections.unmodifiableSortedMap(values);
    }

    private static <R extends Record> Constructor<R> canonical(Class<R> type) throws NoSuchMethodException {
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor;
    }

    private static Object argument(Class<?> type, Object value) {
        if (type == int.class) {
            return Math.toIntExact((Long) value);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> ((Enum<?>) constant).name().equals(value)).findFirst().orElseThrow();
        }
        return type == Path.class ? path((String) value) : value;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw ProblemException.user(text, "\"" + text + "\" cannot be the name of a file: " + e.getReason() + ".");
        }
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new ProblemException(Problem.Kind.PLUGIN, settings.getClass().getName() + "." + component.getName() + " cannot be read: " + e, e);
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Enum<?> constant -> constant.name();
            case Path path -> path.toString();
            default -> value;
        };
    }
}
