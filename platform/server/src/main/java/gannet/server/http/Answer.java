package gannet.server.http;

import gannet.parameters.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What a route answers, where it is not just a value to be written as JSON.
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Json.text(value).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer created(String location, Object value) { return json(201, value).with("Location", location); }

    public static Answer nothing() { return new Answer(204, "", new byte[0], Map.of()); }

    public static Answer text(String text) { return new Answer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of()); }

    /// A picture whose address never shows another one, so browsers may keep it.
    public static Answer lastingPng(byte[] picture) { return png(picture).with("Cache-Control", "private, max-age=31536000, immutable"); }

    public static Answer png(byte[] picture) { return new Answer(200, "image/png", picture, Map.of()); }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }
}
