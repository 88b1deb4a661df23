package gannet.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with JSON, in words for people who know no Java.
final class Malformed {
    private static final int LONGEST = 80;

    private Malformed() {}

    static String reason(JsonProcessingException e) {
        return switch (e) {
            case InvalidFormatException wrong -> where(wrong) + " must be " + words(wrong.getTargetType()) + ", not \"" + shortened(String.valueOf(wrong.getValue())) + "\"";
            case MismatchedInputException other -> where(other) + " must be " + words(other.getTargetType());
            case JsonMappingException mapping -> where(mapping) + " is not as expected";
            default -> e.getOriginalMessage();
        };
    }

    private static String where(JsonMappingException e) {
        var names = e.getPath().stream().map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName()).collect(Collectors.joining("."));
        return names.isEmpty() ? "it" : "\"" + names + "\"";
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-28T10:00:00Z";
        }
        if (type == UUID.class) {
            return "an id such as 0197a3b2-1c00-7000-8000-000000000000";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return type == double.class || type == Double.class ? "a number" : "a whole number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String shortened(String text) { return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text; }
}
