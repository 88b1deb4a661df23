package gannet.server.activity;

import gannet.parameters.ProblemException;
import gannet.server.http.Api;
import gannet.server.http.Routes;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// What was done in a project over REST; the time of the last one is `before` of what follows.
public record ActivityRoutes(Activities activities) implements Routes {
    @Override public void mount(Api api) {
        api.get("/projects/:project/activity", call -> activities.list(call.person(), call.id("project"), call.query("before").map(ActivityRoutes::time).orElse(null),
                call.number("limit", 50, 1, 200)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.user("before", "before must be a time such as 2026-11-28T10:00:00Z, not \"" + text + "\".");
        }
    }
}
