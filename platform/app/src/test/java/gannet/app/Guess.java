package gannet.app;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Makes up values by a JSON Schema: mostly such as it allows, at its edges, and now and then others.
///
/// @param components what `$ref` leads to    @param place whose ids are guessed where the name of a value asks for one
record Guess(JsonNode components, Place place, Random random) {
    static final List<String> WORDS = List.of("", "0", "-1", "1e309", "NaN", "9223372036854775808", "null", "true", "' or 1=1 --", "\"", "<script>alert(1)</script>",
            "../../etc/passwd", "\u0000", "\ud800", "\u202eabc", "🐦".repeat(200), "a".repeat(4000), "[]", "{}", "a:b c<3 (", "x:\"", "%", "*", "2026-02-30T25:00:00Z",
            "00000000-0000-0000-0000-000000000000");
    private static final int DEEPEST = 6;

    private static final Map<String, String> IDS = Map.of("project", "{project}", "dataSet", "{dataSet}", "board", "{board}", "offBoard", "{board}", "team", "{team}", "run", "{number}",
            "picture", "{picture}", "experiment", "{experiment}", "person", "{extra}");

    @Nullable Object value(String name, JsonNode schema) { return value(name, schema, 0); }

    private @Nullable Object value(String name, JsonNode given, int depth) {
        var schema = resolved(given);
        if (chance(12)) {
            return broken();
        }
        var id = IDS.get(name);
        if (id != null && !chance(4)) {
            var text = place.fill(id);
            return type(schema).equals("integer") ? (Object) Long.parseLong(text) : text;
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
        }
        return switch (type(schema)) {
            case "string" -> text(schema);
            case "integer" -> whole(schema);
            case "number" -> random.nextBoolean() ? random.nextGaussian() : (Object) random.nextInt();
            case "boolean" -> random.nextBoolean();
            case "array" -> list(name, schema.path("items"), depth);
            case "object" -> depth > DEEPEST ? Map.of() : object(schema, depth);
            case "null" -> null;
            default -> chance(2) ? Map.of() : broken();
        };
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            var name = schema.get("$ref").asText();
            return resolved(components.path(name.substring(name.lastIndexOf('/') + 1)));
        }
        return schema.has("oneOf") ? resolved(schema.get("oneOf").get(random.nextInt(schema.get("oneOf").size()))) : schema;
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(random.nextInt(8) == 0 ? 1 : 0).asText() : type.asText();
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date-time" -> "2026-11-%02dT10:00:00Z".formatted(1 + random.nextInt(28));
            default -> chance(3) ? WORDS.get(random.nextInt(WORDS.size())) : List.of("Birds", "dcgan", "MEMBER", "grace@example.org", "step", "-created", "loss<0.4", "tag:good").get(random.nextInt(8));
        };
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1000);
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> least - 1;
            case 3 -> most + 1;
            case 4 -> Long.MAX_VALUE;
            default -> least + Math.floorMod(random.nextLong(), Math.max(1, Math.min(most - least, 100)));
        };
    }

    private List<@Nullable Object> list(String name, JsonNode items, int depth) {
        var list = new ArrayList<@Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(name.equals("runs") ? (Object) place.number() : value(name.replaceAll("s$", ""), items, depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> object(JsonNode schema, int depth) {
        var object = new TreeMap<String, @Nullable Object>();
        for (var property : schema.path("properties").properties()) {
            if (!chance(5)) {
                object.put(property.getKey(), value(property.getKey(), property.getValue(), depth + 1));
            }
        }
        if (schema.has("additionalProperties") || chance(20)) {
            object.put(List.of("imageSize", "steps", "x").get(random.nextInt(3)), value("", schema.path("additionalProperties"), depth + 1));
        }
        return object;
    }

    /// Of no type that anybody would send.
    private @Nullable Object broken() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> List.of(1, "a", Map.of());
            case 2 -> Map.of("a", Map.of("b", List.of()));
            case 3 -> -random.nextInt();
            case 4 -> random.nextDouble() * 1e300;
            default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    }

    /// As it would stand in an address.
    String word(String name, JsonNode schema) {
        var value = value(name, schema);
        return value instanceof List<?> list ? String.join(",", list.stream().map(String::valueOf).toList()) : String.valueOf(value);
    }

    private boolean chance(int oneIn) { return random.nextInt(oneIn) == 0; }

    static List<JsonNode> parameters(JsonNode operation) { return StreamSupport.stream(operation.path("parameters").spliterator(), false).toList(); }

    static String json(@Nullable Object value) { return value == null ? "null" : Json.text(value); }
}
