package gannet.server.compute;

import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Devices and servers over REST.
public record DeviceRoutes(Devices devices, Servers servers) implements Routes {
    record Drain(@Nullable String reason) {}

    @Override public void mount(Api api) {
        api.get("/servers", call -> servers.list());
        api.get("/devices", call -> devices.list(call.person()));
        api.post("/devices/:server/:id/drain", call -> {
            devices.drain(call.person(), call.id("server"), call.path("id"), Objects.requireNonNullElse(call.body(Drain.class).reason(), ""));
            return listed(call);
        });
        api.post("/devices/:server/:id/enable", call -> {
            devices.enable(call.person(), call.id("server"), call.path("id"));
            return listed(call);
        });
    }

    private Answer listed(Call call) { return Answer.json(200, devices.list(call.person())); }
}
