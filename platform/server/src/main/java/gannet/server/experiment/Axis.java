package gannet.server.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import gannet.parameters.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// The values that a sweep tries for one setting: as JSON a list, or an object with `from` and `to`.
public sealed interface Axis {
    /// How many values a grid takes of a range that does not say.
    int POINTS = 5;

    /// One after the other, as text or as JSON's own types.
    record Values(@JsonValue List<Object> values) implements Axis {
        public Values {
            values = List.copyOf(values);
        }
    }

    /// Numbers from one to another, both included.
    ///
    /// @param logarithmic whether equal steps are equal factors    @param points how many a grid takes
    record Range(double from, double to, boolean logarithmic, long points) implements Axis {}

    @JsonCreator
    static Axis of(JsonNode json) {
        if (json.isArray()) {
            var values = new ArrayList<>();
            for (var value : json) {
                if (!value.isValueNode() || value.isNull()) {
                    throw ProblemException.user("sweep", "An axis lists numbers, words, true or false, not " + value + ".");
                }
                values.add(Json.mapper().convertValue(value, Object.class));
            }
            return new Values(values);
        }
        if (!json.path("from").isNumber() || !json.path("to").isNumber()) {
            throw ProblemException.user("sweep", "An axis is a list of values, or a range such as {\"from\": 0.0001, \"to\": 0.01, \"logarithmic\": true, \"points\": 5}, not "
                    + json + ".");
        }
        return new Range(json.get("from").doubleValue(), json.get("to").doubleValue(), json.path("logarithmic").asBoolean(), json.path("points").asLong(POINTS));
    }
}
