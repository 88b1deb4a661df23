package gannet.server.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// JSON Schema (2020-12) of records, as they are written and read; each record stands once among the components.
final class JsonSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> components = new LinkedHashMap<>();
    private final Map<String, Class<?>> named = new HashMap<>();

    ObjectNode of(Type type) {
        return switch (type) {
            case Class<?> plain -> of(plain);
            case ParameterizedType generic -> {
                var raw = (Class<?>) generic.getRawType();
                var arguments = generic.getActualTypeArguments();
                if (Collection.class.isAssignableFrom(raw)) {
                    yield named("array").set("items", of(arguments[0]));
                }
                if (Map.class.isAssignableFrom(raw)) {
                    yield named("object").set("additionalProperties", of(arguments[1]));
                }
                yield raw == Optional.class ? of(arguments[0]) : of(raw);
            }
            case GenericArrayType array -> named("array").set("items", of(array.getGenericComponentType()));
            default -> NODES.objectNode();
        };
    }

    private ObjectNode of(Class<?> type) {
        if (type == String.class || type == char.class || Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class)) {
            return named("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return named("boolean");
        }
        if (type == int.class || type == Integer.class || type == short.class || type == byte.class) {
            return named("integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return named("integer").put("format", "int64");
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return named("number");
        }
        if (type == UUID.class) {
            return named("string").put("format", "uuid");
        }
        if (type == Instant.class) {
            return named("string").put("format", "date-time");
        }
        if (type == Duration.class) {
            return NODES.objectNode();
        }
        if (type == byte[].class) {
            return named("string").put("format", "binary");
        }
        if (type.isArray()) {
            return named("array").set("items", of(type.getComponentType()));
        }
        if (type.isEnum()) {
            var schema = named("string");
            var words = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(word -> words.add(((Enum<?>) word).name()));
            return schema;
        }
        if (Map.class.isAssignableFrom(type)) {
            return named("object");
        }
        return type.isRecord() ? component(type) : NODES.objectNode();
    }

    /// With the name of what it stands in, `Runs.Page`; with that of its feature, if another one has it already.
    private ObjectNode component(Class<?> type) {
        var name = name(type);
        if (!components.containsKey(name)) {
            named.put(name, type);
            var schema = named("object");
            components.put(name, schema); // before its parts, which may hold it again
            var properties = schema.putObject("properties");
            var required = NODES.arrayNode();
            for (var component : type.getRecordComponents()) {
                boolean maybe = isNullable(component);
                properties.set(component.getName(), maybe ? orNull(of(component.getGenericType())) : of(component.getGenericType()));
                if (!maybe) {
                    required.add(component.getName());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private String name(Class<?> type) {
        var plain = type.getName().substring(type.getPackageName().length() + 1).replace("Routes$", ".").replace('$', '.');
        return named.getOrDefault(plain, type) == type ? plain : type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1) + "." + plain;
    }

    private static boolean isNullable(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class) || component.getType() == Optional.class;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref") || schema.has("enum")) {
            var either = NODES.objectNode();
            either.putArray("oneOf").add(schema).add(named("null"));
            return either;
        }
        if (schema.path("type").isTextual()) {
            JsonNode type = schema.get("type");
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }

    static ObjectNode named(String type) { return NODES.objectNode().put("type", type); }

    Map<String, ObjectNode> components() { return components; }
}
