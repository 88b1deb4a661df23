package gannet.server.http;

import gannet.parameters.Json;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the REST interface has to offer, for programs. It holds nothing but what the source says, so it is for everybody.
final class OpenApiRoutes implements Routes {
    private final List<Routes> all;
    private byte @Nullable [] document;

    /// @param others all other routes
    OpenApiRoutes(List<Routes> others) {
        all = new ArrayList<>(others);
        all.add(this);
    }

    @Override public void mount(Api api) { api.open(HttpMethod.GET, "/openapi.json", call -> new Answer(200, "application/json", document(), Map.of())); }

    /// Made when it is asked for first.
    private synchronized byte[] document() {
        if (document == null) {
            document = Json.pretty(OpenApi.of(all)).getBytes(StandardCharsets.UTF_8);
        }
        return document;
    }
}
