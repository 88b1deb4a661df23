package gannet.server.team;

import gannet.server.http.Api;
import gannet.server.http.Routes;

/// Projects over REST.
public record TeamRoutes(Teams teams) implements Routes {
    @Override
    public void mount(Api api) {
        api.get("/projects", call -> teams.projects(call.person()));
    }
}
