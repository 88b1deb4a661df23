package gannet.server.compute;

import gannet.server.http.Api;
import gannet.server.http.Routes;

/// Devices over REST.
public record DeviceRoutes(Devices devices) implements Routes {
    @Override public void mount(Api api) { api.get("/devices", call -> devices.list(call.person())); }
}
