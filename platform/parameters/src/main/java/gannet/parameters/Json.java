package gannet.parameters;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// How everything of ours is written as JSON: records by their components, instants in ISO 8601, paths as text, whole
/// numbers of unknown type as `Long`. What a reader does not know it ignores, so that old and new processes meet.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance).addDeserializer(Path.class, new PathReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    /// For those who need more than the methods here; not to be reconfigured.
    public static ObjectMapper mapper() { return MAPPER; }

    /// On one line.
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Indented, for files and terminals that people read.
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param what it is, for the message: "order.json"
    public static <T> T read(String what, String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw damaged(what, e);
        }
    }

    public static <T> T read(String what, String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw damaged(what, e);
        }
    }

    public static <T> T read(Path file, Class<T> type) { return read(file.toString(), contents(file), type); }

    public static JsonNode tree(Object value) { return MAPPER.valueToTree(value); }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.Kind.ABSENT, file + " does not exist.", e);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ProblemException damaged(String what, JsonProcessingException e) {
        var at = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
        return new ProblemException(Problem.Kind.USER, what + " is not the JSON that is expected there" + at + ": " + e.getOriginalMessage(), e);
    }

    private static final class PathReader extends StdScalarDeserializer<Path> {
        PathReader() { super(Path.class); }

        @Override public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Path.of(parser.getText());
        }
    }
}
