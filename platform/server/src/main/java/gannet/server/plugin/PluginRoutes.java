package gannet.server.plugin;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plugins over REST. One is sent as the request's body: `curl --data-binary @my-gan.jar …/api/v1/plugins?name=my-gan.jar`.
public record PluginRoutes(Plugins plugins) implements Routes {
    record Reason(@Nullable String reason) {}

    @Override public void mount(Api api) {
        api.get("/plugins", call -> plugins.list(call.person()));
        api.upload("/plugins", (call, file) -> {
            var plugin = plugins.upload(call.person(), call.query("name").orElse(""), file);
            return Answer.created("/api/v1/plugins/" + plugin.sha256(), plugin);
        });
        api.get("/plugins/:sha256", call -> plugins.find(call.person(), call.path("sha256")));
        api.get("/plugins/:sha256/samples/:variant", this::sample);
        api.post("/plugins/:sha256/approve", call -> plugins.approve(call.person(), call.path("sha256")));
        api.post("/plugins/:sha256/reject", call -> plugins.reject(call.person(), call.path("sha256"), Objects.requireNonNullElse(call.body(Reason.class).reason(), "")));
        api.post("/plugins/:sha256/enable", call -> plugins.enable(call.person(), call.path("sha256")));
        api.post("/plugins/:sha256/disable", call -> plugins.disable(call.person(), call.path("sha256")));
        api.post("/plugins/:sha256/use", call -> plugins.use(call.person(), call.path("sha256")));
        api.delete("/plugins/:sha256", call -> {
            plugins.remove(call.person(), call.path("sha256"));
            return null;
        });
    }

    private Answer sample(Call call) {
        return plugins.sample(call.person(), call.path("sha256"), call.path("variant")).map(Answer::png).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "variant", "There is no picture that " + call.path("variant") + " drew."));
    }
}
