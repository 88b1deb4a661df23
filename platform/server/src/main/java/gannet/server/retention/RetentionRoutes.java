package gannet.server.retention;

import gannet.server.http.Api;
import gannet.server.http.Routes;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Disk use, rules of retention, previews, deletions and tags over REST.
public record RetentionRoutes(Retention retention, DiskUse diskUse) implements Routes {
    record Confirmed(@Nullable String token) {}

    record Named(@Nullable String name) {}

    @Override public void mount(Api api) {
        api.get("/projects/:project/storage", call -> diskUse.of(call.person(), call.id("project")));
        api.get("/projects/:project/retention", call -> retention.rules(call.person(), call.id("project")));
        api.put("/projects/:project/retention", call -> {
            var values = new TreeMap<String, Object>();
            ((Map<?, ?>) call.body(Map.class)).forEach((name, value) -> values.put(String.valueOf(name), value));
            return retention.change(call.person(), call.id("project"), values);
        });
        api.get("/projects/:project/retention/preview", call -> retention.preview(call.person(), call.id("project")));
        api.post("/projects/:project/retention/delete", call -> retention.delete(
                call.person(), call.id("project"), Objects.requireNonNullElse(call.body(Confirmed.class).token(), "")));
        api.get("/runs/:number/checkpoints/kept", call -> retention.standings(call.person(), call.number("number")));
        api.put("/runs/:number/checkpoints/:step/tag", call -> {
            retention.tag(call.person(), call.number("number"), call.number("step"), Objects.requireNonNullElse(call.body(Named.class).name(), ""));
            return null;
        });
        api.delete("/runs/:number/checkpoints/:step/tag", call -> {
            retention.untag(call.person(), call.number("number"), call.number("step"));
            return null;
        });
    }
}
