package gannet.server.plugin;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Variants over REST.
public record VariantRoutes(Variants variants) implements Routes {
    record Given(@Nullable Map<String, Object> settings) {
        Map<String, Object> orDefaults() { return Objects.requireNonNullElse(settings, Map.of()); }
    }

    @Override public void mount(Api api) {
        api.get("/variants", call -> variants.list(call.person()));
        api.get("/variants/:id", call -> variants.find(call.person(), call.path("id")));
        api.get("/variants/:id/schema", call -> new Schema(variants.find(call.person(), call.path("id")).settings()).jsonSchema());
        api.get("/variants/:id/picture", this::picture);
        api.post("/variants/:id/networks", call -> variants.networks(call.person(), call.path("id"), call.body(Given.class).orDefaults()));
        api.post("/variants/:id/check", call -> Map.of("problems", variants.check(call.person(), call.path("id"), call.body(Given.class).orDefaults())));
    }

    private Answer picture(Call call) {
        return variants.picture(call.person(), call.path("id")).map(Answer::png).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "picture", "The variant " + call.path("id") + " brings no picture."));
    }
}
